import {type Instant, instant, minus, minutes, plus, span} from '../../core/instant.ts';
import type {Ticker} from '../../core/ticker.ts';
import {toldAt} from '../reactions/novels.ts';
import type {StoryClock} from '../reactions/story-clock.ts';
import {type Jump, knownAfter, type Move, type MoveLink, type MoveNear} from './move.ts';

/** A headline from so long before a jump on explains it, and up to so long after. */
const BEFORE = minutes(10);
/** A jump that begins so soon after a move of the same name, or before its end, goes on with it. */
const SAME_MOVE = minutes(15);
/** A headline so long after a move is still linked back to it. */
const LINK = minutes(30);

const isExplained = (jump: Jump, clock: StoryClock): boolean => {
  const knownAt = knownAfter(jump);
  return clock
    .told(jump.symbol, minus(jump.from, BEFORE), knownAt)
    .some(({firstReceivedAt}) => firstReceivedAt <= knownAt);
};

/** The first headline on the name itself that was received once the move was known. */
const linkOf = (jump: Jump, clock: StoryClock): MoveLink | undefined => {
  const knownAt = knownAfter(jump);
  const after = clock
    .told(jump.symbol, minus(jump.from, BEFORE), plus(jump.to, LINK))
    .find(({headline, firstReceivedAt}) => firstReceivedAt > knownAt && headline.symbols.includes(jump.symbol));
  return after === undefined ? undefined : {headlineId: after.headline.id, lag: span(toldAt(after) - jump.to)};
};

/** The headline on another name told from ten minutes before a jump to its end, and received by then, nearest to its beginning. */
const nearTo = ({symbol, from, to}: Jump, clock: StoryClock, names: readonly Ticker[]): MoveNear | undefined => {
  let near: MoveNear | undefined;
  for (const other of names) {
    if (other === symbol) continue;
    for (const item of clock.told(other, minus(from, BEFORE), to)) {
      const at = toldAt(item);
      if (item.firstReceivedAt > to || (near !== undefined && Math.abs(at - from) >= Math.abs(near.toldAt - from)))
        continue;
      near = {headlineId: item.headline.id, symbol: other, toldAt: at};
    }
  }
  return near;
};

/** By their ends, of those that end together the shortest first. */
const byEnd = (a: Jump, b: Jump): number => a.to - b.to || b.from - a.from || (a.symbol < b.symbol ? -1 : 1);

/**
 * The jumps that no new headline on the name or on the whole market explains, oldest first: none told from ten minutes
 * before to two after, as far as was received by then. What is received later does not take a move back; it is linked to it.
 * `names` are those whose headlines may be near one.
 */
export const unexplained = (jumps: readonly Jump[], clock: StoryClock, names: readonly Ticker[]): readonly Move[] => {
  const moves: Move[] = [];
  const over = new Map<Ticker, Instant>();
  for (const jump of jumps.toSorted(byEnd)) {
    if (isExplained(jump, clock)) continue;
    const last = over.get(jump.symbol) ?? instant(Number.NEGATIVE_INFINITY);
    over.set(jump.symbol, jump.to);
    if (jump.from < plus(last, SAME_MOVE)) continue;
    const id = `move:${jump.symbol}:${jump.to}`;
    const near = nearTo(jump, clock, names);
    moves.push({...jump, id, knownAt: knownAfter(jump), near, followedBy: linkOf(jump, clock)});
  }
  return moves;
};
