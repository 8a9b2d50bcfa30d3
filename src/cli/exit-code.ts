import {type Fault, faultLine, isFault} from '../core/fault.ts';

export const OK = 0;
export const FAILED = 1;
export const USAGE = 2;

/** 2 for a Fault in what was typed, 1 for any other trouble. */
export const exitCodeOf = (error: unknown): number => (isFault(error) && error.code === 'usage' ? USAGE : FAILED);

/** Trouble as the one line that goes to stderr. */
export const errorLine = (error: unknown): string => {
  const words = isFault(error) ? faultLine(error as Fault) : error instanceof Error ? error.message : String(error);
  return `tapewire: ${words.replaceAll(/\s+/g, ' ').trim()}\n`;
};

const GONE = new Set<unknown>(['EPIPE', 'ERR_STREAM_DESTROYED', 'EIO']);

/** Whether a write failed only because the reader of our pipe, or the terminal, has gone: no trouble at all. */
export const isClosedPipe = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && GONE.has(error.code);
