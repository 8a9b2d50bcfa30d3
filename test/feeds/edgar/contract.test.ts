import {EDGAR} from '../../../src/feeds/edgar/provider.ts';
import {CONTRACT_AT, describeProvider} from '../provider-contract.ts';

const filing = (company: string, accession: string): object => ({
  xml: `<entry><title>8-K - ${company} (0001018724) (Filer)</title>
<link rel="alternate" type="text/html" href="https://www.sec.gov/Archives/${accession}-index.htm"/>
<summary type="html"> &lt;b&gt;Filed:&lt;/b&gt; 2026-01-30 &lt;br&gt;Item 8.01: Other Events</summary>
<updated>2026-01-30T09:30:00-05:00</updated>
<category scheme="https://www.sec.gov/" label="form type" term="8-K"/>
<id>urn:tag:sec.gov,2008:accession-number=${accession}</id></entry>`,
});

describeProvider({
  provider: EDGAR,
  source: '',
  keys: {},
  contact: 'you@example.com',
  options: () => ({edgarForms: ['8-K']}),
  serve: ({news}) => ({
    onRequest: ({url}, response) => {
      const entries = news.map(item => ('xml' in item ? String(item.xml) : ''));
      if (url?.startsWith('/files/'))
        response.end('{"0":{"cik_str":1018724,"ticker":"AMZN","title":"AMAZON COM INC"}}');
      else response.end(`<feed xmlns="http://www.w3.org/2005/Atom">${entries.join('')}</feed>`);
    },
  }),
  fixtures: [
    {
      says: 'a filing',
      half: 'news',
      sent: filing('AMAZON COM INC', '0001018724-26-000001'),
      read: {
        kind: 'headline',
        at: CONTRACT_AT,
        receivedAt: CONTRACT_AT,
        id: 'edgar/0001018724-26-000001',
        headline: '8-K: AMAZON COM INC: Other Events (8.01)',
        source: 'SEC EDGAR',
      },
    },
  ],
  hostile: text => [
    {half: 'news', sent: filing(text.replaceAll(/[\r\n]/g, ' '), '0001018724-26-000002')},
    {half: 'news', sent: filing('AMAZON COM INC', '0001018724-26-000003')},
  ],
  feeds: ['edgar/atom'],
});
