import type {Halt} from '../../core/events.ts';
import {assertNever} from '../../core/fault.ts';
import {type Instant, MINUTE, SECOND, type Span} from '../../core/instant.ts';
import type {WireEvent, WireMessage} from '../wire-event.ts';

/** How a moment is written: text in JSON, an extension in msgpack. */
export type WriteInstant = (at: Instant) => unknown;

/** The vendor's ids are whole numbers; an id from elsewhere that is not one goes out as the text it is. */
const wireHeadlineId = (id: string): number | string => (/^(?:0|[1-9]\d{0,14})$/.test(id) ? Number(id) : id);

/** Status codes by listing market: one letter on tapes C and O, a digit on A and B. */
const statusFields = (halt: Halt): WireMessage => {
  const nasdaq = halt.tape === 'C' || halt.tape === 'O';
  const code = halt.halted ? (nasdaq ? 'H' : '2') : nasdaq ? 'T' : '3';
  return {sc: code, sm: halt.halted ? 'Trading Halt' : 'Trading Resumption', rc: halt.code, rm: halt.reason};
};

/** The vendor's `b` is always a minute long. One that is not says so in a key that the vendor does not have. */
const spanField = (span: Span): WireMessage => (span === MINUTE ? {} : {span: span / SECOND});

/**
 * One event in the vendor's words; `T`, where it has one, comes first, as some of the vendor's clients demand.
 * @see https://docs.alpaca.markets/docs/real-time-stock-pricing-data
 * @see https://docs.alpaca.markets/docs/streaming-real-time-news
 */
export const wireMessage = (event: WireEvent, write: WriteInstant): WireMessage => {
  switch (event.kind) {
    case 'trade':
      return {
        T: 't',
        S: event.symbol,
        i: event.id,
        x: event.venue,
        p: event.price,
        s: event.size,
        c: event.conditions,
        z: event.tape,
        t: write(event.at),
      };
    case 'quote':
      return {
        T: 'q',
        S: event.symbol,
        bx: event.bidVenue,
        bp: event.bid,
        bs: event.bidSize,
        ax: event.askVenue,
        ap: event.ask,
        as: event.askSize,
        c: event.conditions,
        z: event.tape,
        t: write(event.at),
      };
    case 'price':
      // The vendor has no such message: only a day of looks at prices has them, and only our own client reads them.
      return {
        T: 'look',
        S: event.symbol,
        p: event.price,
        v: event.dayVolume,
        h: event.dayHigh,
        l: event.dayLow,
        pc: event.previousClose,
        t: write(event.at),
      };
    case 'bar':
    case 'madeBar':
      return {
        T: event.kind === 'bar' ? 'b' : event.type,
        S: event.symbol,
        o: event.open,
        h: event.high,
        l: event.low,
        c: event.close,
        v: event.volume,
        n: event.trades,
        vw: event.vwap,
        t: write(event.openAt),
        ...(event.kind === 'bar' ? spanField(event.span) : {}),
      };
    case 'headline':
      return {
        T: 'n',
        id: wireHeadlineId(event.id),
        headline: event.headline,
        summary: event.summary,
        author: event.author,
        created_at: write(event.at),
        updated_at: write(event.updatedAt),
        url: event.url,
        content: event.content,
        symbols: event.symbols,
        source: event.source,
      };
    case 'halt':
      return {T: 's', S: event.symbol, ...statusFields(event), t: write(event.at), z: event.tape};
    case 'correction':
      return {
        T: 'c',
        S: event.symbol,
        x: event.venue,
        oi: event.originalId,
        op: event.original.price,
        os: event.original.size,
        oc: event.original.conditions,
        ci: event.correctedId,
        cp: event.corrected.price,
        cs: event.corrected.size,
        cc: event.corrected.conditions,
        z: event.tape,
        t: write(event.at),
      };
    case 'cancel':
      return {
        T: 'x',
        S: event.symbol,
        i: event.id,
        x: event.venue,
        p: event.price,
        s: event.size,
        a: event.action,
        z: event.tape,
        t: write(event.at),
      };
    default:
      return assertNever(event);
  }
};
