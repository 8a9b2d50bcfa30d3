import {createHash} from 'node:crypto';
import {z} from 'zod';
import type {FeedEvent, FeedStatus, Trade} from '../../core/events.ts';
import {fromMillis, type Instant} from '../../core/instant.ts';
import {parseTicker} from '../../core/ticker.ts';
import {safeText} from '../../news/safe-text.ts';
import {conditionOf} from './condition-ids.ts';

export const TRADES_CHANNEL = 'finnhub/trades';

/** What the server complains of. */
export type FinnhubError = {readonly message: string};

export type FinnhubFrame = {readonly events: readonly FeedEvent[]; readonly controls: readonly FinnhubError[]};

const TradeShape = z.object({
  s: z.string(),
  p: z.number().positive(),
  t: z.number().positive(),
  v: z.number().nonnegative(),
  c: z.array(z.string()).nullish(),
});
const FrameShape = z.object({type: z.string(), data: z.array(z.unknown()).nullish(), msg: z.string().nullish()});

const MOST_CONDITIONS = 8;

/**
 * A number for a print that comes without one: of what it says, and how many like it came before it in its frame. The same
 * frame sent again gives the same numbers, and two fills alike in one frame are two.
 */
const numberOf = (words: string, copy: number): number =>
  createHash('sha256').update(`${words}|${copy}`).digest().readUIntBE(0, 6);

/** Undefined for what is no trade; `nothing` for a price without shares, which is not one. */
const decodeTrade = (
  value: unknown,
  copies: Map<string, number>,
  receivedAt: Instant,
): Trade | 'nothing' | undefined => {
  const {data: said} = TradeShape.safeParse(value);
  const symbol = said && parseTicker(said.s);
  if (said === undefined || symbol === undefined) return undefined;
  if (said.v === 0) return 'nothing';
  const codes = said.c ?? [];
  const words = [symbol, said.t, said.p, said.v, ...codes].join('|');
  const copy = copies.get(words) ?? 0;
  copies.set(words, copy + 1);
  return {
    kind: 'trade',
    at: fromMillis(said.t),
    receivedAt,
    symbol,
    id: numberOf(words, copy),
    // Neither venue nor tape is told; the letters above mean on tape C what they are here for.
    venue: '?',
    tape: 'C',
    price: said.p,
    size: said.v,
    conditions: codes.slice(0, MOST_CONDITIONS).map(conditionOf),
  };
};

const bad = (receivedAt: Instant, message: string): FeedStatus => ({
  kind: 'status',
  at: receivedAt,
  receivedAt,
  feed: TRADES_CHANNEL,
  topic: 'bad',
  state: 'live',
  message,
  code: 'feed/protocol',
});

const parseFrame = (text: string): z.infer<typeof FrameShape> | undefined => {
  try {
    return FrameShape.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
};

/** Everything a frame says. Never throws: what cannot be read becomes a status of topic `bad` in its place. */
export const readFrame = (text: string, receivedAt: Instant): FinnhubFrame => {
  const frame = parseFrame(text);
  if (frame === undefined) return {events: [bad(receivedAt, 'a frame is no message')], controls: []};
  if (frame.type === 'error') return {events: [], controls: [{message: safeText(frame.msg ?? '', 120)}]};
  if (frame.type !== 'trade') return {events: [], controls: []};
  const copies = new Map<string, number>();
  const events: FeedEvent[] = [];
  for (const value of frame.data ?? []) {
    const trade = decodeTrade(value, copies, receivedAt);
    if (trade !== 'nothing') events.push(trade ?? bad(receivedAt, 'a trade is not what it should be'));
  }
  return {events, controls: []};
};
