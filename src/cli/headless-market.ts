import type {Bar, FeedStatus} from '../core/events.ts';
import type {Instant} from '../core/instant.ts';
import {withFund} from '../core/provenance.ts';
import type {Ticker} from '../core/ticker.ts';
import {applyChange} from '../market/apply-change.ts';
import {applyEvent} from '../market/apply-event.ts';
import {collectChange} from '../market/collect-change.ts';
import {createMarket, learnHistory} from '../market/market.ts';
import type {Snapshot} from '../market/snapshot.ts';
import type {Day} from '../tape/day.ts';
import {historyFrom, NO_HISTORY} from './session-history.ts';

/** The bars of earlier sessions, for the names asked. */
const readHistory = async (day: Day, symbols: ReadonlySet<Ticker>): Promise<readonly Bar[]> => {
  const bars: Bar[] = [];
  for await (const batch of day.history?.read() ?? []) {
    for (const event of batch) if (event.kind === 'bar' && symbols.has(event.symbol)) bars.push(event);
  }
  return bars;
};

/** Where the prices come from, for the status line: no connection at all. */
const fromTape = (at: Instant): FeedStatus => ({
  kind: 'status',
  topic: 'state',
  feed: 'tape',
  state: 'live',
  message: 'read from the tape',
  at,
  receivedAt: at,
});

/**
 * The Market as it stood at `at`, folded straight from the tape: for commands that print and exit. What a screen
 * shows at that moment after the whole way over sockets is the same, which tests hold.
 */
export const readSnapshotAt = async (day: Day, symbols: readonly Ticker[], at: Instant): Promise<Snapshot> => {
  const wanted = new Set(withFund(symbols, day.info.benchmark));
  const history = await readHistory(day, wanted);
  const {previousCloses, deals, info} = day;
  const market = createMarket({file: {day: {...info, symbols}, deals, ...NO_HISTORY, previousCloses}});
  learnHistory(market, historyFrom(history, info.date));
  applyEvent(market, fromTape(at));
  for await (const batch of day.events.read({until: at})) {
    for (const event of batch) if (event.kind === 'headline' || wanted.has(event.symbol)) applyEvent(market, event);
  }
  return applyChange(undefined, collectChange(market, {now: at, mode: 'replay', state: 'paused', speed: 1}));
};
