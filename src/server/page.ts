import type {Instant} from '../core/instant.ts';
import {instant} from '../core/instant.ts';

/** A place in an answer that comes in pages: how many items went before, and how much was known when it began. */
export type PageToken = {readonly offset: number; readonly known: Instant};

const SHAPE = /^(\d{1,12}):(\d{1,16})$/;

/** Opaque to clients. */
const encodePageToken = ({offset, known}: PageToken): string => Buffer.from(`${offset}:${known}`).toString('base64url');

export const decodePageToken = (text: string): PageToken | undefined => {
  const match = SHAPE.exec(Buffer.from(text, 'base64url').toString('latin1'));
  return match === null ? undefined : {offset: Number(match[1]), known: instant(Number(match[2]))};
};

export type Page<Item> = {readonly items: readonly Item[]; readonly token: string | null};

/** One page of `items`, and the token of the next while there is one. */
export const pageOf = <Item>(items: readonly Item[], {offset, known}: PageToken, limit: number): Page<Item> => {
  const end = offset + limit;
  return {items: items.slice(offset, end), token: end < items.length ? encodePageToken({offset: end, known}) : null};
};
