import type {WireMessage} from '../wire-event.ts';

/**
 * What the vendor's streams say no with.
 * @see https://docs.alpaca.markets/docs/streaming-market-data#errors
 */
const STREAM_ERRORS = {
  400: 'invalid syntax',
  401: 'not authenticated',
  402: 'auth failed',
  403: 'already authenticated',
  404: 'auth timeout',
  405: 'symbol limit exceeded',
  406: 'connection limit exceeded',
  407: 'slow client',
  409: 'insufficient subscription',
  410: 'invalid subscribe action for this feed',
  500: 'internal error',
} as const;

export type StreamErrorCode = keyof typeof STREAM_ERRORS;

/** `{"T":"error","code":402,"msg":"auth failed"}` */
export const errorMessage = (code: StreamErrorCode): WireMessage => ({T: 'error', code, msg: STREAM_ERRORS[code]});
