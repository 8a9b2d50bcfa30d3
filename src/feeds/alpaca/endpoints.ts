import {minutes, type Span, span} from '../../core/instant.ts';

/** The sources of stock data: one exchange, the consolidated tape, the same late, and a test stream that never sleeps. */
export const STOCK_SOURCES = ['iex', 'sip', 'delayed_sip', 'test'] as const;

export type StockSource = (typeof STOCK_SOURCES)[number];

export const isStockSource = (name: string): name is StockSource => STOCK_SOURCES.some(source => source === name);

export type Endpoints = {readonly stockUrl: string; readonly newsUrl: string; readonly restUrl: string};

export const STREAM_BASE = 'wss://stream.data.alpaca.markets';
export const REST_BASE = 'https://data.alpaca.markets';

const joined = (base: string, path: string): string => base.replace(/\/+$/, '') + path;

/**
 * Where to connect. Another `streamBase` and `restBase` lead to the sandbox, or to a server that speaks the same.
 * @see https://docs.alpaca.markets/docs/streaming-market-data
 */
export const alpacaEndpoints = (source: StockSource, streamBase = STREAM_BASE, restBase = REST_BASE): Endpoints => ({
  stockUrl: joined(streamBase, `/v2/${source}`),
  newsUrl: joined(streamBase, '/v1beta1/news'),
  restUrl: joined(restBase, ''),
});

/** `alpaca/iex`, `alpaca/news`: a connection's name, from the last part of its address. */
export const feedName = (url: string): string =>
  `alpaca/${/\/([a-z0-9_]{1,20})\/?(?:\?.*)?$/.exec(url)?.[1] ?? 'stream'}`;

/** The `feed` that a REST question needs to match a stream: a late stream has the consolidated tape's data. */
export const restFeedFor = (url: string): string | undefined => {
  const source = feedName(url).slice('alpaca/'.length);
  return source === 'iex' ? 'iex' : source === 'sip' || source === 'delayed_sip' ? 'sip' : undefined;
};

/** How far a stream of stock data lags behind the market. */
export const streamLag = (url: string): Span => (feedName(url) === 'alpaca/delayed_sip' ? minutes(15) : span(0));
