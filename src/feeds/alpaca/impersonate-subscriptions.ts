import {parseTicker} from '../../core/ticker.ts';
import type {EventFilter, WireMessage} from '../wire-event.ts';
import type {StreamErrorCode} from './impersonate-errors.ts';

/** The streams there are: three sources of stock data, the one that never sleeps, and the news. */
export type Endpoint = 'iex' | 'sip' | 'delayed_sip' | 'test' | 'news';

const STOCK_CHANNELS = ['trades', 'quotes', 'bars', 'updatedBars', 'dailyBars', 'statuses', 'lulds'] as const;
const CHANNELS = [...STOCK_CHANNELS, 'imbalances', 'news'] as const;

export type Channel = (typeof CHANNELS)[number];

/** Channels that come with trades; naming them is allowed and changes nothing. */
const AUTOMATIC = ['corrections', 'cancelErrors'] as const;

/** More names than any market has: past this a list is an attack. */
const MOST_NAMES = 20_000;

const offers = (endpoint: Endpoint, channel: Channel): boolean => {
  if (endpoint === 'news') return channel === 'news';
  if (endpoint === 'test') return channel === 'trades' || channel === 'quotes' || channel === 'bars';
  return channel !== 'news';
};

const MADE_BAR_CHANNELS = {b: 'bars', u: 'updatedBars', d: 'dailyBars', s: undefined} as const;

type Names = ReadonlyMap<Channel, ReadonlySet<string>>;

const filterOf = (names: Names): EventFilter => {
  const has = (channel: Channel, symbol: string): boolean => {
    const set = names.get(channel);
    return set !== undefined && (set.has(symbol) || set.has('*'));
  };
  const hasChannel = (channel: Channel | undefined, symbol: string): boolean =>
    channel !== undefined && has(channel, symbol);
  return event => {
    switch (event.kind) {
      case 'trade':
      case 'correction':
      case 'cancel':
      case 'price':
        return has('trades', event.symbol);
      case 'quote':
        return has('quotes', event.symbol);
      case 'bar':
        return has('bars', event.symbol);
      case 'madeBar':
        return hasChannel(MADE_BAR_CHANNELS[event.type], event.symbol);
      case 'halt':
        return has('statuses', event.symbol);
      case 'headline':
        return has('news', '*') || event.symbols.some(symbol => has('news', symbol));
    }
  };
};

/** What one connection asked for. */
export type Subscriptions = {
  /** Applies a whole message or, when any of it is wrong, none of it. */
  readonly change: (message: WireMessage, remove: boolean) => StreamErrorCode | undefined;
  /** Everything asked for so far, as the vendor echoes it. */
  readonly echo: () => WireMessage;
  /** Whether an event belongs to what is asked for at this moment; later changes do not reach the answer. */
  readonly filter: () => EventFilter;
  readonly has: (channel: Channel) => boolean;
};

const isSymbol = (value: unknown): value is string =>
  typeof value === 'string' && (value === '*' || parseTicker(value.replace('/', '')) !== undefined);

/** `symbolCap` counts the names of trades and quotes together, as the vendor's basic plan does; it refuses `*`. */
export const createSubscriptions = (endpoint: Endpoint, symbolCap: number | undefined): Subscriptions => {
  let names: Names = new Map();
  const of = (channel: Channel): ReadonlySet<string> => names.get(channel) ?? new Set();

  const overCap = (next: Names): boolean => {
    const capped = [...(next.get('trades') ?? []), ...(next.get('quotes') ?? [])];
    if (symbolCap !== undefined && (capped.length > symbolCap || capped.includes('*'))) return true;
    return [...next.values()].some(set => set.size > MOST_NAMES);
  };

  const change = (message: WireMessage, remove: boolean): StreamErrorCode | undefined => {
    const next = new Map(names);
    let named = AUTOMATIC.some(channel => Array.isArray(message[channel]));
    for (const channel of CHANNELS) {
      const list = message[channel];
      if (list === undefined || list === null) continue;
      if (!Array.isArray(list)) return 400;
      named ||= offers(endpoint, channel) || list.length > 0;
      if (list.length === 0) continue;
      if (!offers(endpoint, channel)) return 410;
      const set = new Set(of(channel));
      for (const symbol of list) {
        if (!isSymbol(symbol)) return 400;
        if (remove) set.delete(symbol);
        else set.add(symbol);
      }
      next.set(channel, set);
    }
    if (!named) return 400;
    if (!remove && overCap(next)) return 405;
    names = next;
    return undefined;
  };

  const echo = (): WireMessage => {
    const list = (channel: Channel): readonly string[] => [...of(channel)];
    if (endpoint === 'news') return {T: 'subscription', news: list('news')};
    if (endpoint === 'test') {
      return {T: 'subscription', trades: list('trades'), quotes: list('quotes'), bars: list('bars')};
    }
    return {
      T: 'subscription',
      ...Object.fromEntries(STOCK_CHANNELS.map(channel => [channel, list(channel)])),
      ...(of('imbalances').size > 0 ? {imbalances: list('imbalances')} : {}),
      ...Object.fromEntries(AUTOMATIC.map(channel => [channel, list('trades')])),
    };
  };

  return {change, echo, filter: () => filterOf(names), has: channel => of(channel).size > 0};
};
