import {minutes, type Span, span} from '../../core/instant.ts';
import type {Channel} from '../connection/channel.ts';

/** Every print and quote as it happens, or a quarter of an hour late; and each again in bars alone, for smaller plans. */
export const MASSIVE_SOURCES = ['stocks', 'delayed', 'bars', 'delayed_bars'] as const;

export type MassiveSource = (typeof MASSIVE_SOURCES)[number];

export const isMassiveSource = (name: string): name is MassiveSource => MASSIVE_SOURCES.some(source => source === name);

export type Endpoints = {readonly stockUrl: string; readonly restUrl: string};

/** The vendor's hosts: of what streams as it happens, of what streams late, of questions. */
export const REAL_TIME = 'wss://socket.massive.com';
export const DELAYED = 'wss://delayed.massive.com';
export const REST = 'https://api.massive.com';

const isDelayed = (source: MassiveSource): boolean => source === 'delayed' || source === 'delayed_bars';

/**
 * Where to connect; `host`, a WebSocket address, is another that speaks the same, by REST too.
 * @see https://massive.com/docs/websocket/quickstart
 */
export const massiveEndpoints = (source: MassiveSource, host: string | undefined): Endpoints => {
  const base = (host ?? (isDelayed(source) ? DELAYED : REAL_TIME)).replace(/\/+$/, '');
  return {stockUrl: `${base}/stocks`, restUrl: (host?.replace(/^ws/, 'http') ?? REST).replace(/\/+$/, '')};
};

/** What names the account's one connection, whichever of the hosts it leads to: they are counted together. */
export const accountUrl = (host: string | undefined): string => massiveEndpoints('stocks', host).stockUrl;

/** `massive/stocks`: a connection's name, and the channel of its frames. */
export const feedName = (source: MassiveSource): string => `massive/${source}`;
export const NEWS_FEED = 'massive/news';

/** How far a source lags behind the market. */
export const sourceLag = (source: MassiveSource): Span => (isDelayed(source) ? minutes(15) : span(0));

/** The prefixes that are subscribed to: prints, quotes, bars of a minute; or bars of a second. */
export const prefixesOf = (source: MassiveSource): readonly string[] =>
  source === 'stocks' || source === 'delayed' ? ['T', 'Q', 'AM'] : ['A'];

export const channelsOf = (source: MassiveSource): readonly Channel[] =>
  source === 'stocks' || source === 'delayed' ? ['trades', 'quotes', 'bars'] : ['bars'];
