import {floorTo, type Instant, MINUTE} from '../core/instant.ts';
import type {FiredAlert} from '../market/alerts/alert-rule.ts';
import type {Move} from '../market/moves/move.ts';
import type {FeedHealth, Figures, Snapshot, WireItem} from '../market/snapshot.ts';
import {type ManualActs, NO_ACTS} from '../news/deals/manual-act.ts';
import {alertWords} from './alert-words.ts';
import {dealStates} from './deal-states.ts';
import {countedVolume, formatAmount, formatClockZone, formatCount, formatPercent, formatPrice} from './format.ts';
import {dayChange, latestPrice} from './latest-price.ts';
import {afterMoveWords, moveWords, nearWords} from './move-words.ts';
import {DEFAULT_PREFERENCES} from './preferences.ts';
import {statusView} from './status-view.ts';
import {type MoveLook, movesBefore, shownMoves} from './wire-items.ts';

const line = (at: Instant, ...parts: readonly string[]): string =>
  [formatClockZone(at), ...parts].filter(part => part !== '').join('  ');

const opening = (snapshot: Snapshot): readonly string[] => {
  const {day} = snapshot.file;
  const {provenance, mode} = statusView(snapshot, snapshot.clock.now);
  return [[`tapewire  ${day.date}  ${day.title}`, mode, provenance ?? ''].filter(part => part !== '').join('  ')];
};

const headlineLine = (item: WireItem, link: string): string => {
  const {headline, revision} = item;
  const at = revision === 0 ? item.firstReceivedAt : headline.receivedAt;
  const word = revision === 0 ? 'HEADLINE' : `REVISED ${revision}`;
  return line(
    at,
    word,
    headline.symbols.join(' '),
    headline.headline,
    headline.source === '' ? '' : `(${headline.source})`,
    link,
  );
};

const headlineLines = (before: Snapshot | undefined, after: Snapshot, moves: readonly Move[]): readonly string[] => {
  const earlierMoves = movesBefore(moves);
  const known = new Map(before?.wire.map(item => [item.headline.id, item]));
  return after.wire
    .filter(item => known.get(item.headline.id)?.headline !== item.headline)
    .toSorted((a, b) => a.headline.receivedAt - b.headline.receivedAt)
    .map(item => {
      const move = earlierMoves.get(item.headline.id);
      return headlineLine(item, move === undefined ? '' : `(${afterMoveWords(move)})`);
    });
};

/** Moves that no headline explains, as they became known. */
const moveLines = (before: Snapshot | undefined, moves: readonly Move[]): readonly string[] =>
  moves
    .filter(({knownAt}) => before === undefined || knownAt > before.clock.now)
    .map(move => line(move.knownAt, 'MOVE', move.symbol, moveWords(move), nearWords(move)));

const priceLine = (figures: Figures, at: Instant): string =>
  line(
    at,
    'PRICE',
    figures.symbol,
    formatPrice(latestPrice(figures)?.price),
    formatPercent(dayChange(figures)),
    `vol ${formatCount(countedVolume(figures.volume))}`,
  );

/** The names that traded in the minute that ended between the two, one line each. */
const priceLines = (before: Snapshot, after: Snapshot): readonly string[] => {
  const minute = floorTo(after.clock.now, MINUTE);
  const from = floorTo(before.clock.now, MINUTE);
  if (minute <= from) return [];
  return after.file.day.symbols
    .map(symbol => after.figures.get(symbol))
    .filter(figures => figures !== undefined && (latestPrice(figures)?.at ?? Number.NEGATIVE_INFINITY) >= from)
    .map(figures => (figures === undefined ? '' : priceLine(figures, minute)));
};

const haltLines = (before: Snapshot, after: Snapshot): readonly string[] =>
  after.file.day.symbols.flatMap(symbol => {
    const was = before.figures.get(symbol)?.halted;
    const is = after.figures.get(symbol)?.halted;
    if (is !== undefined && is.since !== was?.since) return [line(is.since, 'HALTED', symbol, is.reason)];
    return was !== undefined && is === undefined ? [line(after.clock.now, 'RESUMED', symbol)] : [];
  });

const feedLines = (before: Snapshot | undefined, after: Snapshot): readonly string[] => {
  const known = new Map(before?.feeds.map(feed => [feed.feed, feed]));
  const same = (a: FeedHealth | undefined, b: FeedHealth): boolean => a?.state === b.state && a.message === b.message;
  return after.feeds
    .filter(feed => !same(known.get(feed.feed), feed))
    .map(feed => line(after.clock.now, 'FEED', feed.feed, feed.state, feed.message === feed.state ? '' : feed.message));
};

/** Whether it is recorded, and what is wrong with that: once when it begins, and whenever it changes. */
const recordingLines = (before: Snapshot | undefined, after: Snapshot): readonly string[] => {
  const {recording} = after;
  const was = before?.recording;
  if (recording === undefined || (recording.state === was?.state && recording.trouble === was.trouble)) return [];
  return [line(after.clock.now, 'RECORDING', recording.name, recording.state, recording.trouble ?? '')];
};

const dealLines = (before: Snapshot, after: Snapshot, acts: ManualActs): readonly string[] =>
  dealStates(after, {acts}).flatMap(({deal, events}) =>
    events
      .filter(event => event.knownAt > before.clock.now)
      .map(event => {
        const parties = `${deal.from.map(party => party.name).join(', ')} → ${deal.to.name}`;
        const amount = event.amount === undefined ? '' : formatAmount(event.amount);
        return line(event.knownAt, 'DEAL', parties, (event.stage ?? 'report').replace('_', ' '), amount, event.text);
      }),
  );

const clockLines = (before: Snapshot, after: Snapshot): readonly string[] => {
  const {clock} = after;
  if (clock.now < before.clock.now) return [line(clock.now, 'CLOCK', 'wound back')];
  return clock.state === before.clock.state ? [] : [line(clock.now, 'CLOCK', clock.state)];
};

/** One line on an alert that fired, or came late. */
export const plainAlert = (alert: FiredAlert): string =>
  line(alert.at, alert.outcome === 'late' ? 'ALERT (late, not fired)' : 'ALERT', alertWords(alert), `[${alert.rule}]`);

/**
 * What happened between two snapshots, a line an event, without escapes: headlines as they came, prices a line a name
 * a minute at most, moves that no headline explains, deals as the person's `acts` put them in order, halts, and what
 * feeds and clock did. Everything known so far when there is none before.
 */
export const plainLines = (
  before: Snapshot | undefined,
  after: Snapshot,
  acts: ManualActs = NO_ACTS,
  look: MoveLook = {preferences: DEFAULT_PREFERENCES},
): readonly string[] => {
  const moves = shownMoves(after, look);
  if (before === undefined)
    return [
      ...opening(after),
      ...recordingLines(undefined, after),
      ...feedLines(undefined, after),
      ...headlineLines(undefined, after, moves),
      ...moveLines(undefined, moves),
    ];
  const base = after.clock.now < before.clock.now ? {...before, wire: after.wire} : before;
  return [
    ...clockLines(before, after),
    ...recordingLines(base, after),
    ...feedLines(base, after),
    ...haltLines(base, after),
    ...headlineLines(base, after, moves),
    ...moveLines(base, moves),
    ...dealLines(base, after, acts),
    ...priceLines(base, after),
  ];
};
