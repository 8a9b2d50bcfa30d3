import {ALPACA} from './alpaca/provider.ts';
import {EDGAR} from './edgar/provider.ts';
import {FINNHUB} from './finnhub/provider.ts';
import {MASSIVE} from './massive/provider.ts';
import type {Half, Provider} from './provider.ts';
import {RSS} from './rss/provider.ts';
import {YAHOO} from './yahoo/provider.ts';

/** Every provider, the one that is taken unless another is named first. */
export const PROVIDERS: readonly Provider[] = [ALPACA, MASSIVE, FINNHUB, EDGAR, RSS, YAHOO];

/** Those that bring a half. */
export const providersOf = (half: Half): readonly Provider[] => PROVIDERS.filter(({halves}) => halves.includes(half));

export const providerNamed = (name: string): Provider | undefined => PROVIDERS.find(provider => provider.name === name);

/** Whose a channel is: its name is the first part of every channel's. */
export const providerOfChannel = (channel: string): Provider | undefined =>
  providerNamed(channel.slice(0, Math.max(0, channel.indexOf('/'))));
