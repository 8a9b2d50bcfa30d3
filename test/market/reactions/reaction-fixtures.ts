import type {FeedEvent} from '../../../src/core/events.ts';
import type {Instant} from '../../../src/core/instant.ts';
import {minutes} from '../../../src/core/instant.ts';
import type {Ticker} from '../../../src/core/ticker.ts';
import {applyChange} from '../../../src/market/apply-change.ts';
import {applyEvent} from '../../../src/market/apply-event.ts';
import {baselinesFrom} from '../../../src/market/baseline.ts';
import {collectChange} from '../../../src/market/collect-change.ts';
import {earlierSessionsFrom} from '../../../src/market/earlier-sessions.ts';
import {createMarket} from '../../../src/market/market.ts';
import type {Reaction} from '../../../src/market/reactions/reaction.ts';
import {reactionsOf} from '../../../src/market/reactions/reactions-of.ts';
import type {ClockFace, DayFile, Snapshot, WireItem} from '../../../src/market/snapshot.ts';
import type {CommittedDay} from '../../fixtures/committed-day.ts';

export const OPTIONS = {weights: {AMZN: 0.05, MSFT: 0.08, NVDA: 0.09, GOOGL: 0.035}};

export const faceAt = (now: Instant): ClockFace => ({now, mode: 'replay', state: 'running', speed: 60});

/** The file of a committed day, its earlier sessions in it unless left out. */
export const fileOf = ({day, history}: CommittedDay, options: {readonly history?: boolean} = {}): DayFile => {
  const earlier = earlierSessionsFrom(options.history === false ? [] : history, minutes(5));
  const {info, deals, previousCloses} = day;
  const symbols = info.symbols.filter(symbol => symbol !== info.benchmark);
  return {day: {...info, symbols}, deals, previousCloses, baselines: baselinesFrom(earlier), earlier};
};

const byReceipt = (a: FeedEvent, b: FeedEvent): number => a.receivedAt - b.receivedAt;

/** The snapshots of one fold, published at each of the moments in turn. */
export const publishedAt = (
  file: DayFile,
  events: readonly FeedEvent[],
  moments: readonly Instant[],
): readonly Snapshot[] => {
  const market = createMarket({file});
  const coming = events.toSorted(byReceipt);
  const snapshots: Snapshot[] = [];
  let next = 0;
  let snapshot: Snapshot | undefined;
  for (const moment of moments) {
    for (let event = coming[next]; event !== undefined && event.receivedAt <= moment; event = coming[++next])
      applyEvent(market, event);
    snapshot = applyChange(snapshot, collectChange(market, faceAt(moment)));
    snapshots.push(snapshot);
  }
  return snapshots;
};

/** Everything asked of a snapshot: each headline in each name. */
export const everyReaction = (snapshot: Snapshot): readonly Reaction[] => {
  const book = reactionsOf(snapshot, OPTIONS);
  const {symbols, benchmark} = snapshot.file.day;
  const names = benchmark === undefined ? symbols : [...symbols, benchmark];
  return snapshot.wire.flatMap(item => names.map(symbol => book.of(item, symbol)));
};

/** The same with nothing kept from any snapshot before. */
export const fromScratch = (snapshot: Snapshot): readonly Reaction[] =>
  everyReaction({...snapshot, file: {...snapshot.file}});

export const itemOf = ({wire}: Snapshot, id: string): WireItem => {
  const item = wire.find(({headline}) => headline.id === id);
  if (item === undefined) throw new Error(`no headline ${id}`);
  return item;
};

export const reactionIn = (snapshot: Snapshot, id: string, symbol: Ticker): Reaction =>
  reactionsOf(snapshot, OPTIONS).of(itemOf(snapshot, id), symbol);
