import {Fault} from '../../core/fault.ts';
import {createPolledFeed} from '../polling/polled-feed.ts';
import type {Provider} from '../provider.ts';
import {RSS_NAME, recordedReleases} from './recorded.ts';
import {createReleaseSource} from './release-source.ts';

/**
 * Press releases as the wires publish them, and any other feed of news. A wire carries thousands of releases a day: those
 * that name a watched listing are handed on, and all of a feed whose name ends in `*`.
 */
export const RSS: Provider = {
  name: 'rss',
  title: 'press wires',
  halves: ['news'],
  sources: [],
  hosts: [],
  open: ({rssFeeds = {}, symbols, contact, since, clock, chance, tap}) => {
    const feeds = Object.entries(rssFeeds);
    const remedy = 'write: tapewire config set rssFeeds "prnewswire=https://…; fed*=https://…"';
    if (feeds.length === 0) throw new Fault('usage', 'no RSS feed is set', {remedy});
    const userAgent = contact === undefined ? 'tapewire' : `tapewire (${contact})`;
    const sources = feeds.map(([name, url]) => {
      if (!RSS_NAME.test(name)) throw new Fault('usage', `no RSS feed can be called ${JSON.stringify(name)}`, {remedy});
      const watched = name.endsWith('*') ? [] : symbols;
      const common = {url, userAgent, since, clock, tap};
      return createReleaseSource({...common, name: name.replace('*', ''), symbols: watched});
    });
    return {feed: createPolledFeed({sources, clock, chance}), account: undefined, earlier: undefined};
  },
  readRecorded: message => ({events: recordedReleases(message), history: []}),
};
