import {between} from '../core/instant.ts';
import type {Move} from '../market/moves/move.ts';
import type {Snapshot} from '../market/snapshot.ts';
import {formatClock, formatElapsed, formatMultiple, formatPercent, formatStatistic, formatTime} from './format.ts';
import type {MarginNote} from './margin-note.ts';
import {afterMoveWords, moveWords, nearWords, thenHeadlineWords} from './move-words.ts';

const note = (name: string, words: string, why = '', trend: MarginNote['trend'] = 'flat'): MarginNote => ({
  name,
  words,
  why,
  trend,
});

/** What a move is and how it was found, for the margin. */
export const moveNotes = ({wire}: Snapshot, move: Move): readonly MarginNote[] => {
  const {from, to, return: moved, statistic, t, volume, knownAt, near, followedBy} = move;
  const textOf = (link: {readonly headlineId: string} | undefined): string =>
    wire.find(({headline}) => headline.id === link?.headlineId)?.headline.headline ?? '';
  return [
    note('move', `${formatPercent(moved)} · ${formatTime(from)}–${formatTime(to)}`, '', moved > 0 ? 'up' : 'down'),
    note(
      't',
      `${formatStatistic(t)} against what is usual at this hour`,
      'of its abnormal return; 3.3 and more alerts',
    ),
    note('jump', `${formatStatistic(statistic)} local volatilities`, 'Lee and Mykland, at 1 in 100'),
    note('volume', volume.status === 'ok' ? `${formatMultiple(volume.value)} the usual of these minutes` : 'not known'),
    note(
      'known',
      `${formatClock(knownAt)} · ${formatElapsed(between(to, knownAt))}`,
      'no headline names it from 10 min before to 2 after',
    ),
    ...(near === undefined ? [] : [note('near', nearWords(move), textOf(near))]),
    ...(followedBy === undefined ? [] : [note('then', thenHeadlineWords(move), textOf(followedBy))]),
  ];
};

/** Of a headline that came after a move: how long after, and after which. */
export const afterMoveNotes = (move: Move | undefined): readonly MarginNote[] =>
  move?.followedBy === undefined ? [] : [note('after', afterMoveWords(move), moveWords(move))];
