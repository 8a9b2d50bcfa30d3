import {RSS} from '../../../src/feeds/rss/provider.ts';
import {CONTRACT_AT, describeProvider} from '../provider-contract.ts';

const release = (id: string, words: string): object => ({
  xml: `<item><title>${words}</title><guid>${id}</guid><link>https://wire.example/${id}</link>
<pubDate>Fri, 30 Jan 2026 09:30:00 EST</pubDate><description>Amazon (NASDAQ: AMZN) ${words}</description></item>`,
});

describeProvider({
  provider: RSS,
  source: '',
  keys: {},
  options: ({httpUrl}) => ({rssFeeds: {prnewswire: httpUrl}}),
  serve: ({news}) => ({
    onRequest: (_, response) => {
      const items = news.map(item => ('xml' in item ? String(item.xml) : ''));
      response.end(`<rss version="2.0"><channel>${items.join('')}</channel></rss>`);
    },
  }),
  fixtures: [
    {
      says: 'a release',
      half: 'news',
      sent: release('1', 'Amazon opens a site'),
      read: {kind: 'headline', at: CONTRACT_AT, headline: 'Amazon opens a site', source: 'PR Newswire'},
    },
  ],
  hostile: text => [{half: 'news', sent: release('2', text)}],
  feeds: ['rss/prnewswire'],
});
