import {createAlpacaFeed} from '../alpaca-feed.ts';
import type {Provider} from '../provider.ts';
import {alpacaEndpoints, isStockSource, REST_BASE, STOCK_SOURCES, STREAM_BASE} from './endpoints.ts';
import {fetchEarlier} from './history.ts';
import {recordedEvents, recordedHistory} from './recorded.ts';
import type {Keys} from './session.ts';

export const ALPACA: Provider = {
  name: 'alpaca',
  title: 'Alpaca',
  halves: ['prices', 'news'],
  sources: STOCK_SOURCES,
  room: {iex: 30, delayed_sip: 30},
  hosts: [STREAM_BASE, REST_BASE],
  recordsAllNews: true,
  open: ({halves, source, symbols, host, keys: found, since, pricesSince, clock, chance, tap, bell}) => {
    const stocks = isStockSource(source) ? source : STOCK_SOURCES[0];
    const {stockUrl, newsUrl, restUrl} = alpacaEndpoints(stocks, host, host?.replace(/^ws/, 'http'));
    const keys: Keys = {
      get id() {
        return found['id'] ?? '';
      },
      get secret() {
        return found['secret'] ?? '';
      },
    };
    const access = {restUrl, keys, clock, chance, tap};
    const urls = [...(halves.includes('prices') ? [stockUrl] : []), ...(halves.includes('news') ? [newsUrl] : [])];
    return {
      account: {keyId: keys.id, urls},
      feed: createAlpacaFeed({...access, bell, halves, stockUrl, newsUrl, symbols, since, pricesSince, codec: 'json'}),
      earlier: (before, sessions, signal) => fetchEarlier({...access, symbols, before, sessions, signal}),
    };
  },
  readRecorded: message => ({events: recordedEvents(message), history: recordedHistory(message)}),
};
