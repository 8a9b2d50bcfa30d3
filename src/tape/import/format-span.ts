import {DAY, HOUR, MINUTE, SECOND, type Span} from '../../core/instant.ts';

const UNITS = [
  [DAY, 'day'],
  [HOUR, 'hour'],
  [MINUTE, 'minute'],
  [SECOND, 'second'],
] as const;

/** The length of a bar in words, in the largest unit that is whole: `5-minute`. */
export const formatSpan = (length: Span): string => {
  const [unit, name] = UNITS.find(([size]) => length >= size && length % size === 0) ?? [SECOND, 'second'];
  return `${length / unit}-${name}`;
};
