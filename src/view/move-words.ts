import {between, MINUTE, SECOND, type Span} from '../core/instant.ts';
import type {Move} from '../market/moves/move.ts';
import {formatMultiple, formatPercent, formatSpan, formatStatistic, formatTime} from './format.ts';

const lengthWords = (length: Span): string => {
  const size = Math.abs(length);
  return size < MINUTE ? `${Math.floor(size / SECOND)} s` : `${Math.floor(size / MINUTE)} min`;
};

/** Standard errors without their sign, which the return has: `4.1 sigma`. */
const sigmaWords = (t: number): string => `${formatStatistic(Math.abs(t)).replace('+', '')} sigma`;

const sizeWords = ({from, to, return: moved}: Move): string =>
  `${formatPercent(moved)} in ${lengthWords(between(from, to))}`;

const oddsWords = ({t, volume}: Move): readonly string[] => [
  sigmaWords(t),
  ...(volume.status === 'ok' ? [`volume ${formatMultiple(volume.value)}`] : []),
];

/** `no headline names it: AMZN +0.56% in 5 min, 4.1 sigma, volume 12x`. */
export const moveWords = (move: Move): string =>
  [`no headline names it: ${move.symbol} ${sizeWords(move)}`, ...oddsWords(move)].join(', ');

/**
 * A move beside its name, what matters most first, as a narrow row cuts it:
 * `+0.56% in 5m · possible: 08:04 MSFT · no headline names it, 4.1 sigma, volume 12x · headline 6 min later`.
 */
export const moveRowWords = (move: Move): string =>
  [
    `${formatPercent(move.return)} in ${formatSpan(between(move.from, move.to))}`,
    nearWords(move),
    ['no headline names it', ...oddsWords(move)].join(', '),
    thenHeadlineWords(move),
  ]
    .filter(part => part !== '')
    .join(' · ');

/** Beside a move that a headline on another name stands near to: `possible: 08:04 AMZN`; '' for one that none does. */
export const nearWords = ({near}: Move): string =>
  near === undefined ? '' : `possible: ${formatTime(near.toldAt)} ${near.symbol}`;

/** Beside a headline that came after a move: `6 min after the move of AMZN`; '' for a move that none came after. */
export const afterMoveWords = ({symbol, followedBy}: Move): string => {
  if (followedBy === undefined) return '';
  const length = lengthWords(followedBy.lag);
  return followedBy.lag >= 0
    ? `${length} after the move of ${symbol}`
    : `told ${length} before the move of ${symbol} ended, received after it`;
};

/** Beside a move that a headline came after: `headline 6 min later`; '' for one that none did. */
export const thenHeadlineWords = ({followedBy}: Move): string => {
  if (followedBy === undefined) return '';
  const length = lengthWords(followedBy.lag);
  return followedBy.lag >= 0 ? `headline ${length} later` : `headline of ${length} before, received later`;
};
