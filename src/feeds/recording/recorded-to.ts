import {existsSync} from 'node:fs';
import type {Instant} from '../../core/instant.ts';
import type {Ticker} from '../../core/ticker.ts';
import type {RawMessage} from '../../engine/ports.ts';
import {readRecording} from '../../tape/recording/read-recording.ts';
import {readSession, SESSION_CHANNEL} from '../../tape/recording/session-line.ts';
import {providerNamed} from '../providers.ts';

/** The last messages are looked through for a price: not each that a stream sends holds one. */
const LOOKED_THROUGH = 256;

/** Channels of prices are all but these. */
const NO_PRICES = /\/(?:gap|history\/.*|news|rest\/news)$/;

/**
 * The market's time of the last price in the recording at `path` that came from a provider: up to there nothing need be asked
 * for again. Undefined when there is none, or when not all of `symbols` were recorded.
 */
export const recordedTo = async (
  path: string,
  feed: string,
  symbols: readonly Ticker[],
): Promise<Instant | undefined> => {
  const provider = providerNamed(feed);
  if (provider === undefined || !existsSync(path)) return undefined;
  let asked: readonly Ticker[] | undefined;
  const last: RawMessage[] = [];
  for await (const entries of readRecording(path)) {
    for (const entry of entries) {
      if (entry.kind !== 'message') continue;
      const {message} = entry;
      if (message.channel === SESSION_CHANNEL) asked = readSession(message)?.symbols;
      else if (message.channel.startsWith(`${feed}/`) && !NO_PRICES.test(message.channel)) last.push(message);
      if (last.length > 2 * LOOKED_THROUGH) last.splice(0, LOOKED_THROUGH);
    }
  }
  const isCovered =
    asked?.length === 0 || (symbols.length > 0 && symbols.every(symbol => asked?.includes(symbol) === true));
  if (!isCovered) return undefined;
  await provider.prepare?.();
  for (const message of last.reverse()) {
    const prices = provider.readRecorded(message).events.filter(event => 'symbol' in event);
    if (prices.length > 0)
      return prices.reduce((at, event) => (event.at > at ? event.at : at), prices[0]?.at ?? 0) as Instant;
  }
  return undefined;
};
