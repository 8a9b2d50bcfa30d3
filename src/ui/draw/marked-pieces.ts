import type {Tone} from '../../chart/grid.ts';
import type {Mark} from '../../news/marks.ts';
import type {Piece} from './paint-pieces.ts';

const MARK_TONES: Readonly<Record<Mark['kind'], Tone>> = {
  party: 'party',
  amount: 'amount',
  percent: 'amount',
  date: 'accent',
  stage: 'stage',
  source: 'muted',
};

/**
 * The part of a text from `from` on as pieces, what is marked in the colour of its kind. `shown` is that part as it will
 * stand there: whole, or cut with `…`.
 */
export const markedPieces = (
  shown: string,
  marks: readonly Mark[],
  plain: Omit<Piece, 'text'>,
  from = 0,
): readonly Piece[] => {
  const pieces: Piece[] = [];
  let at = 0;
  for (const mark of marks) {
    const [start, end] = [Math.max(at, mark.from - from), Math.min(shown.length, mark.to - from)];
    if (end <= start) continue;
    if (start > at) pieces.push({...plain, text: shown.slice(at, start)});
    pieces.push({...plain, text: shown.slice(start, end), tone: MARK_TONES[mark.kind]});
    at = end;
  }
  if (at < shown.length) pieces.push({...plain, text: shown.slice(at)});
  return pieces;
};
