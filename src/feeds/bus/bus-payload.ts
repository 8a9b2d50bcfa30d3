import type {RawMessage} from '../../engine/ports.ts';
import {decodeLine, encodeLine} from '../../tape/recording/recording-line.ts';

/** One piece of a message that is too large for the bus to take whole, counted from 1. */
export type Piece = {readonly of: string; readonly piece: number; readonly pieces: number};

/** Says which piece a payload is; absent for a whole one: `ID 2/5`. */
export const PIECE_HEADER = 'Tapewire-Piece';

export const formatPiece = ({of, piece, pieces}: Piece): string => `${of} ${piece}/${pieces}`;

export const parsePiece = (text: string): Piece | undefined => {
  const [, of, piece, pieces] = /^(\S{1,64}) (\d{1,4})\/(\d{1,4})$/.exec(text) ?? [];
  return of === undefined ? undefined : {of, piece: Number(piece), pieces: Number(pieces)};
};

/** A message as a line of a recording, in pieces of at most so many bytes. */
export const payloadsOf = (message: RawMessage, most: number): readonly Buffer[] => {
  const line = encodeLine({...message, number: 0});
  const whole = line.subarray(0, line.length - 1);
  const pieces: Buffer[] = [];
  for (let from = 0; from < whole.length; from += most) pieces.push(whole.subarray(from, from + most));
  return pieces;
};

/** Bytes of pieces that may wait for their others. */
const MOST_WAITING = 256 * 1_048_576;
/** What a place for a piece takes in memory, there or not yet. */
const PLACE_BYTES = 16;

/** Puts pieces together, in whatever order and from however many senders they come; of too many the first are forgotten. */
export const createPieceJoiner = (mostWaiting: number = MOST_WAITING) => {
  const waiting = new Map<string, (Buffer | undefined)[]>();
  let bytes = 0;
  const forget = (of: string): void => {
    for (const piece of waiting.get(of) ?? []) bytes -= PLACE_BYTES + (piece?.length ?? 0);
    waiting.delete(of);
  };
  /** The payload, once all of it is there. */
  return (payload: Uint8Array, {of, piece, pieces}: Piece): Buffer | undefined => {
    const parts = waiting.get(of) ?? new Array<Buffer | undefined>(pieces).fill(undefined);
    if (piece < 1 || piece > parts.length || parts[piece - 1] !== undefined) return undefined;
    parts[piece - 1] = Buffer.from(payload);
    bytes += payload.length + (waiting.has(of) ? 0 : PLACE_BYTES * parts.length);
    waiting.set(of, parts);
    while (bytes > mostWaiting) forget(waiting.keys().next().value ?? of);
    const whole = parts.filter(part => part !== undefined);
    if (whole.length < parts.length) return undefined;
    forget(of);
    return Buffer.concat(whole);
  };
};

/** Undefined for what is no line of a recording. */
export const readPayload = (payload: Uint8Array): RawMessage | undefined =>
  decodeLine(Buffer.from(payload.buffer, payload.byteOffset, payload.byteLength));
