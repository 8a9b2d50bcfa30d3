import type {Provider} from '../provider.ts';
import {accountUrl, DELAYED, isMassiveSource, MASSIVE_SOURCES, massiveEndpoints, REAL_TIME, REST} from './endpoints.ts';
import {createMassiveFeed} from './feed.ts';
import {fetchEarlier} from './history.ts';
import {recordedEvents, recordedHistory} from './recorded.ts';
import {createRestPace} from './rest-pace.ts';

/** Formerly Polygon: prices by WebSocket on its larger plans, news and earlier sessions by REST on all. */
export const MASSIVE: Provider = {
  name: 'massive',
  title: 'Massive',
  halves: ['prices', 'news'],
  sources: MASSIVE_SOURCES,
  hosts: [REAL_TIME, DELAYED, REST],
  open: ({halves, source: named, symbols, host, keys, since, pricesSince, clock, chance, tap, bell}) => {
    const source = isMassiveSource(named) ? named : MASSIVE_SOURCES[0];
    const {stockUrl, restUrl} = massiveEndpoints(source, host);
    const key = (): string => keys['key'] ?? '';
    const access = {restUrl, key, pace: createRestPace(clock), clock, chance, tap};
    return {
      account: {keyId: key(), urls: halves.includes('prices') ? [accountUrl(host)] : []},
      feed: createMassiveFeed({...access, bell, halves, source, stockUrl, symbols, since, pricesSince}),
      earlier: (before, sessions, signal) => fetchEarlier(symbols, before, sessions, access, signal),
    };
  },
  readRecorded: message => ({events: recordedEvents(message), history: recordedHistory(message)}),
};
