import {DAY, HOUR, MINUTE, type Span, span} from '../core/instant.ts';

const SHAPE = /^(\d{1,2})(Min|T|Hour|H|Day|D)$/;

/** The length of `5Min`, `15T`, `1Hour`, `1Day`; undefined for anything longer or not a timeframe at all. */
export const parseTimeframe = (text: string): Span | undefined => {
  const match = SHAPE.exec(text);
  const count = Number(match?.[1] ?? 0);
  switch (match?.[2]) {
    case 'Min':
    case 'T':
      return count >= 1 && count <= 59 ? span(count * MINUTE) : undefined;
    case 'Hour':
    case 'H':
      return count >= 1 && count <= 23 ? span(count * HOUR) : undefined;
    case 'Day':
    case 'D':
      return count === 1 ? DAY : undefined;
    default:
      return undefined;
  }
};
