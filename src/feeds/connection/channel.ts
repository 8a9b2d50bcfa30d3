import type {FeedEvent} from '../../core/events.ts';

/** What a subscription can ask for; each has a rhythm of its own. */
export const CHANNELS = ['trades', 'quotes', 'prices', 'bars', 'statuses', 'news'] as const;

export type Channel = (typeof CHANNELS)[number];

const CHANNEL_OF: Readonly<Record<FeedEvent['kind'], Channel | undefined>> = {
  trade: 'trades',
  correction: 'trades',
  cancel: 'trades',
  quote: 'quotes',
  price: 'prices',
  bar: 'bars',
  halt: 'statuses',
  headline: 'news',
  status: undefined,
};

/** The channel that an event came by; undefined for what a connection says of itself. */
export const channelOf = (event: FeedEvent): Channel | undefined => CHANNEL_OF[event.kind];
