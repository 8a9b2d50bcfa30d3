import type {FeedEvent, Headline} from '../../src/core/events.ts';
import {type Instant, instant, plus, SECOND, span} from '../../src/core/instant.ts';
import {applyChange} from '../../src/market/apply-change.ts';
import {applyEvent} from '../../src/market/apply-event.ts';
import {baselinesFrom} from '../../src/market/baseline.ts';
import {collectChange} from '../../src/market/collect-change.ts';
import {earlierSessionsFrom} from '../../src/market/earlier-sessions.ts';
import {createMarket} from '../../src/market/market.ts';
import {reactionsOf} from '../../src/market/reactions/reactions-of.ts';
import type {Snapshot} from '../../src/market/snapshot.ts';
import {type CommittedDay, readDay, SYMBOLS} from '../fixtures/committed-day.ts';
import {median} from './table.ts';

const HEADLINES = 200;
/** A replay at sixty times publishes every two seconds of its day. */
const PUBLISHED_EVERY = span(2 * SECOND);
const ROUNDS = 5;
type Round = {readonly fold: number; readonly added: number};
const OPTIONS = {weights: {AMZN: 0.05, MSFT: 0.08, NVDA: 0.09, GOOGL: 0.035}};

/** Two hundred headlines over the day, each on one or two names. */
const headlinesOf = ({session}: CommittedDay): readonly Headline[] =>
  Array.from({length: HEADLINES}, (_, index) => {
    const at = instant(session.preAt + Math.round(((index + 1) * (session.closeAt - session.preAt)) / (HEADLINES + 1)));
    const symbols = SYMBOLS.slice(index % 4, (index % 4) + 1 + (index % 2));
    return {
      kind: 'headline',
      id: `bench-${index}`,
      at,
      receivedAt: plus(at, SECOND),
      updatedAt: at,
      headline: `Report ${index} on a matter of its own, number ${index * 7919}`,
      summary: '',
      content: '',
      author: '',
      source: `wire ${index}`,
      url: '',
      symbols,
    };
  });

const fileOf = ({day, history}: CommittedDay) => {
  const earlier = earlierSessionsFrom(history, span(300 * SECOND));
  const {info, deals, previousCloses} = day;
  return {day: info, deals, previousCloses, baselines: baselinesFrom(earlier), earlier};
};

/** CPU milliseconds of folding and publishing the day, `look` called with each snapshot. */
const folded = (day: CommittedDay, events: readonly FeedEvent[], look: (snapshot: Snapshot) => void): number => {
  const market = createMarket({file: fileOf(day)});
  const before = process.cpuUsage();
  let snapshot: Snapshot | undefined;
  let next = 0;
  for (let now: Instant = day.session.preAt; now < day.session.endAt; now = plus(now, PUBLISHED_EVERY)) {
    for (let event = events[next]; event !== undefined && event.receivedAt <= now; event = events[++next])
      applyEvent(market, event);
    snapshot = applyChange(snapshot, collectChange(market, {now, mode: 'replay', state: 'running', speed: 60}));
    look(snapshot);
  }
  const {user, system} = process.cpuUsage(before);
  return (user + system) / 1e3;
};

export type ReactionsRow = {
  readonly what: string;
  readonly fold: number;
  readonly added: number;
  readonly ratio: number;
};

/** A screen that shows every headline in every name: it reads what is new, and what the book says has changed. */
const rows = () => {
  let version = -1;
  let wire: Snapshot['wire'] = [];
  return (snapshot: Snapshot): void => {
    const book = reactionsOf(snapshot, OPTIONS);
    if (book.version === version) return;
    const changed = book.changedSince(version);
    version = book.version;
    for (const {item, symbol} of changed ?? []) book.brief(item, symbol);
    if (wire === snapshot.wire) return;
    const known = new Set(wire);
    wire = snapshot.wire;
    for (const item of wire) if (!known.has(item)) for (const symbol of SYMBOLS) book.brief(item, symbol);
  };
};

/** A drill on the newest headline, whole in every name at each publish. */
const drill =
  () =>
  (snapshot: Snapshot): void => {
    const [item] = snapshot.wire;
    if (item === undefined) return;
    const book = reactionsOf(snapshot, OPTIONS);
    for (const symbol of SYMBOLS) book.of(item, symbol);
  };

/** What reading reactions adds to folding and publishing a day, publish by publish. */
export const measureReactions = async (): Promise<readonly ReactionsRow[]> => {
  const day = await readDay('2026-01-30');
  const events = [...day.events.filter(({kind}) => kind !== 'headline'), ...headlinesOf(day)].sort(
    (a, b) => a.receivedAt - b.receivedAt,
  );
  const arms = [
    {what: `rows of ${HEADLINES} headlines in ${SYMBOLS.length} names`, look: rows, rounds: [] as Round[]},
    {what: 'the newest headline whole', look: drill, rounds: [] as Round[]},
  ];
  for (let round = 0; round <= ROUNDS; round++) {
    const fold = folded(day, events, () => {});
    for (const {look, rounds} of arms) {
      const both = folded(day, events, look());
      if (round > 0) rounds.push({fold, added: both - fold});
    }
  }
  return arms.map(({what, rounds}) => ({
    what,
    fold: median(rounds.map(({fold}) => fold)),
    added: median(rounds.map(({added}) => added)),
    ratio: median(rounds.map(({fold, added}) => added / fold)),
  }));
};
