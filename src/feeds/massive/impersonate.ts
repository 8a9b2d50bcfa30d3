import {plus, type Span, span, toMillis} from '../../core/instant.ts';
import type {ServerCodec} from '../impersonated.ts';
import type {WireEvent, WireMessage} from '../wire-event.ts';
import {conditionIdOf} from './condition-ids.ts';
import {tapeIdOf} from './tape-ids.ts';
import {venueIdOf} from './venue-ids.ts';

const SECOND_BAR: Span = span(1_000_000);
const MINUTE_BAR: Span = span(60_000_000);

type Bar = Pick<
  Extract<WireEvent, {readonly kind: 'madeBar'}>,
  'symbol' | 'openAt' | 'open' | 'high' | 'low' | 'close' | 'volume' | 'trades' | 'vwap'
>;

const barMessage = (bar: Bar, length: Span): WireMessage => ({
  ev: length < MINUTE_BAR ? 'A' : 'AM',
  sym: bar.symbol,
  v: bar.volume,
  vw: bar.vwap,
  o: bar.open,
  c: bar.close,
  h: bar.high,
  l: bar.low,
  z: bar.trades === 0 ? 0 : Math.round(bar.volume / bar.trades),
  s: toMillis(bar.openAt),
  e: toMillis(plus(bar.openAt, length)),
});

/**
 * One event in the vendor's words; undefined for what its stream does not tell: headlines, halts, prints taken back or
 * replaced, bars made again.
 * @see https://massive.com/docs/websocket/stocks/overview
 */
export const wireMessage = (event: WireEvent): WireMessage | undefined => {
  switch (event.kind) {
    case 'trade':
      return {
        ev: 'T',
        sym: event.symbol,
        x: venueIdOf(event.venue),
        i: String(event.id),
        z: tapeIdOf(event.tape),
        p: event.price,
        s: event.size,
        ...(event.conditions.length === 0
          ? {}
          : {c: event.conditions.map(letter => conditionIdOf(letter, event.tape))}),
        t: toMillis(event.at),
      };
    case 'quote':
      return {
        ev: 'Q',
        sym: event.symbol,
        ...(event.bid === 0 ? {} : {bx: venueIdOf(event.bidVenue), bp: event.bid, bs: event.bidSize}),
        ...(event.ask === 0 ? {} : {ax: venueIdOf(event.askVenue), ap: event.ask, as: event.askSize}),
        z: tapeIdOf(event.tape),
        t: toMillis(event.at),
      };
    case 'bar':
      return barMessage(event, event.span);
    case 'madeBar':
      if (event.type === 's') return barMessage(event, SECOND_BAR);
      return event.type === 'b' ? barMessage(event, MINUTE_BAR) : undefined;
    default:
      return undefined;
  }
};

/** `{"ev":"status","status":"auth_success","message":"authenticated"}` */
export const statusMessage = (status: string, message: string): WireMessage => ({ev: 'status', status, message});

const utf8 = new TextDecoder('utf-8', {fatal: true});

/** The vendor's frames: JSON, and nothing else. */
export const massiveCodec: ServerCodec = {
  data: events => JSON.stringify(events.map(wireMessage).filter(message => message !== undefined)),
  control: message => JSON.stringify([message]),
  read: frame => {
    try {
      return JSON.parse(utf8.decode(frame));
    } catch {
      return undefined;
    }
  },
  slow: statusMessage('force_disconnect', 'slow consumer'),
  broken: statusMessage('error', 'internal error'),
};
