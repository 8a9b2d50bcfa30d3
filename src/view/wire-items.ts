import {span} from '../core/instant.ts';
import type {Move} from '../market/moves/move.ts';
import {movesOf} from '../market/moves/moves-of.ts';
import type {Snapshot, WireItem} from '../market/snapshot.ts';
import {mergeWire} from '../market/wire.ts';
import {annotate} from '../news/annotate.ts';
import {moveWords} from './move-words.ts';
import type {Preferences} from './preferences.ts';

/** What of the screen decides which moves there are. */
export type MoveLook = {readonly preferences?: Pick<Preferences, 'fundWeights'> | undefined};

const items = new WeakMap<Move, WireItem>();

/** A move as a row of the wire, at its end; the same object for the same move. */
const itemOf = (move: Move): WireItem => {
  const known = items.get(move);
  if (known !== undefined) return known;
  const {id, symbol, to, knownAt} = move;
  const told = {headline: moveWords(move), source: 'tape', symbols: [symbol], at: to};
  const item: WireItem = {
    headline: {
      ...told,
      kind: 'headline',
      id,
      receivedAt: knownAt,
      updatedAt: to,
      summary: '',
      content: '',
      author: '',
      url: '',
    },
    firstReceivedAt: knownAt,
    revision: 0,
    earlier: [],
    notes: annotate(told),
    deal: undefined,
    story: {
      id,
      firstSource: 'tape',
      relation: 'first',
      changed: [],
      lag: span(0),
      novelty: 100,
      why: 'a move of the tape',
    },
    move,
  };
  items.set(move, item);
  return item;
};

/** The moves that are shown; none without the weights that they are measured by. */
export const shownMoves = (snapshot: Snapshot, {preferences}: MoveLook): readonly Move[] =>
  preferences === undefined ? [] : movesOf(snapshot, preferences.fundWeights);

type Merged = {readonly moves: readonly Move[]; readonly items: readonly WireItem[]};
const merged = new WeakMap<Snapshot['wire'], Merged>();

/** The wire with the moves in it that no headline explains, in its order; the same array for the same of both. */
export const wireItems = (snapshot: Snapshot, look: MoveLook): readonly WireItem[] => {
  const {wire} = snapshot;
  const moves = shownMoves(snapshot, look);
  if (moves.length === 0) return wire;
  const last = merged.get(wire);
  if (last?.moves === moves) return last.items;
  const all = mergeWire(wire, moves.map(itemOf));
  merged.set(wire, {moves, items: all});
  return all;
};

/** The move that a headline came after, by the headline's id. */
export const movesBefore = (moves: readonly Move[]): ReadonlyMap<string, Move> =>
  new Map(
    moves.flatMap((move): readonly (readonly [string, Move])[] =>
      move.followedBy === undefined ? [] : [[move.followedBy.headlineId, move]],
    ),
  );
