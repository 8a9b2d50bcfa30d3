import type {ServerSession, SessionReply} from '../impersonated.ts';
import {tickerOf} from './names.ts';

const SILENCE: SessionReply = {messages: [], close: false};
const CHANGED: SessionReply = {messages: [], close: false, changed: true};
const HANG_UP: SessionReply = {messages: [], close: true};

const namesOf = (value: unknown): readonly string[] | undefined =>
  Array.isArray(value) && value.every(name => typeof name === 'string') ? value : undefined;

/**
 * The server's half of a connection: `{"subscribe": […]}` and `{"unsubscribe": […]}`, never answered. Names past the cap are
 * dropped without a word, those that no market has take a place, and whatever else is said is hung up on.
 */
export const createYahooSession = (symbolCap: number): ServerSession => {
  let names: ReadonlySet<string> = new Set();
  return {
    greet: () => SILENCE,
    receive: message => {
      if (typeof message !== 'object' || message === null) return HANG_UP;
      const said = Object.entries(message);
      const next = new Set(names);
      for (const [what, value] of said) {
        const asked = namesOf(value);
        if (asked === undefined || (what !== 'subscribe' && what !== 'unsubscribe')) return HANG_UP;
        for (const name of asked) {
          if (what === 'unsubscribe') next.delete(name);
          else if (next.size < symbolCap) next.add(name);
        }
      }
      names = next;
      return said.length === 0 ? HANG_UP : CHANGED;
    },
    expire: () => SILENCE,
    filter: () => {
      const wanted = new Set([...names].map(tickerOf));
      return event => event.kind === 'price' && wanted.has(event.symbol);
    },
    isEcho: () => false,
    wantsBars: () => names.size > 0,
  };
};
