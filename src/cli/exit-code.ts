import {type Fault, type FaultCode, faultLine, isFault} from '../core/fault.ts';
import {safeText} from '../news/safe-text.ts';

export const OK = 0;
export const FAILED = 1;
export const USAGE = 2;

/** What was typed is at fault, a day's name among it. */
const TYPED: ReadonlySet<FaultCode> = new Set(['usage', 'tape/unknown-day']);

/** 2 for a Fault in what was typed, 1 for any other trouble. */
export const exitCodeOf = (error: unknown): number => (isFault(error) && TYPED.has(error.code) ? USAGE : FAILED);

const LONGEST_LINE = 2_000;

/** Trouble as the one line that goes to stderr, safe whatever was typed or thrown. */
export const errorLine = (error: unknown): string => {
  const words = isFault(error) ? faultLine(error as Fault) : error instanceof Error ? error.message : String(error);
  return `tapewire: ${safeText(words, LONGEST_LINE)}\n`;
};

const GONE = new Set<unknown>(['EPIPE', 'ERR_STREAM_DESTROYED', 'EIO']);

/** Whether a write failed only because the reader of our pipe, or the terminal, has gone: no trouble at all. */
export const isClosedPipe = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && GONE.has(error.code);
