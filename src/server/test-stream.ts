import type {Quote, Trade} from '../core/events.ts';
import {floorTo, type Instant, instant, MINUTE, plus, SECOND, seconds, span} from '../core/instant.ts';
import {ticker} from '../core/ticker.ts';
import type {Clock} from '../engine/ports.ts';
import type {ServerCodec} from '../feeds/impersonated.ts';
import type {EventFilter, MadeBar, WireEvent} from '../feeds/wire-event.ts';
import type {ConnectionStream} from './connection.ts';
import type {SocketWriter} from './socket-writer.ts';

/** The name that trades day and night on the vendor's test stream. */
export const FAKEPACA = ticker('FAKEPACA');

/** How often it trades. */
const TEST_BEAT = seconds(5);

/** Its price wanders over a slow wave, the same on every machine. */
const priceAt = (at: Instant): number => Math.round((134 + 2 * Math.sin(at / (97 * SECOND))) * 100) / 100;
const sizeAt = (at: Instant): number => 100 + 10 * (Math.floor(at / TEST_BEAT) % 7);

const tradeAt = (at: Instant): Trade => ({
  kind: 'trade',
  symbol: FAKEPACA,
  at,
  receivedAt: at,
  id: Math.floor(at / TEST_BEAT),
  venue: 'V',
  tape: 'C',
  price: priceAt(at),
  size: sizeAt(at),
  conditions: ['@'],
});

const quoteAt = (at: Instant): Quote => ({
  kind: 'quote',
  symbol: FAKEPACA,
  at,
  receivedAt: at,
  bid: Math.round((priceAt(at) - 0.02) * 100) / 100,
  bidSize: 200,
  bidVenue: 'V',
  ask: Math.round((priceAt(at) + 0.02) * 100) / 100,
  askSize: 300,
  askVenue: 'V',
  conditions: ['R'],
  tape: 'C',
});

/** The bar of the minute that ends at `endAt`, from the trades that it saw. */
const barUpTo = (endAt: Instant): MadeBar => {
  const openAt = instant(endAt - MINUTE);
  const trades = Array.from({length: MINUTE / TEST_BEAT}, (_, beat) => tradeAt(plus(openAt, span(beat * TEST_BEAT))));
  const prices = trades.map(trade => trade.price);
  const volume = trades.reduce((sum, trade) => sum + trade.size, 0);
  return {
    kind: 'madeBar',
    type: 'b',
    symbol: FAKEPACA,
    openAt,
    receivedAt: endAt,
    open: prices[0] ?? 0,
    high: Math.max(...prices),
    low: Math.min(...prices),
    close: prices.at(-1) ?? 0,
    volume,
    trades: trades.length,
    vwap: trades.reduce((sum, trade) => sum + trade.price * trade.size, 0) / volume,
  };
};

/** What the test stream sends at one beat of it: a bar when a minute ends, a quote, a trade. */
const testEventsAt = (beat: Instant): readonly WireEvent[] => [
  ...(beat % MINUTE === 0 ? [barUpTo(beat)] : []),
  quoteAt(beat),
  tradeAt(beat),
];

export type TestStreamOptions = {
  readonly wall: Clock;
  readonly writer: SocketWriter;
  readonly codec: ServerCodec;
};

/** Sends FAKEPACA by the wall's clock, whatever the replay does. */
export const createTestStream = ({wall, writer, codec}: TestStreamOptions): ConnectionStream => {
  const closing = new AbortController();
  let filter: EventFilter | undefined;

  const run = async (): Promise<void> => {
    while (!closing.signal.aborted) {
      const beat = plus(floorTo(wall.now(), TEST_BEAT), TEST_BEAT);
      await wall.until(beat, closing.signal);
      const events = testEventsAt(beat).filter(event => filter?.(event) ?? false);
      if (events.length > 0 && !(await writer.data(codec.data(events)))) return;
    }
  };

  return {
    subscribed: now => {
      const first = filter === undefined;
      filter = now;
      if (first) run().catch(() => undefined);
    },
    close: () => closing.abort(),
  };
};
