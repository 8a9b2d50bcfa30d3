import {faultLine, isFault} from '../../core/fault.ts';

const WORDS: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full: make room, then start again',
  EDQUOT: 'the disk quota is used up: make room, then start again',
  EFBIG: 'the file may not grow further: raise the limit on file sizes, then start again',
  EROFS: 'the disk cannot be written to: choose another folder with TAPEWIRE_DAYS',
  EACCES: 'the folder of the days cannot be written to: choose another with TAPEWIRE_DAYS',
  EIO: 'the disk fails: choose another with TAPEWIRE_DAYS',
};

/** Why a recording cannot go on, and what to do, on one line. */
export const writeTrouble = (error: unknown): string => {
  if (isFault(error)) return faultLine(error);
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  return (
    WORDS[code ?? ''] ?? `the recording cannot be written (${code ?? 'unknown reason'}): look at the folder of the days`
  );
};
