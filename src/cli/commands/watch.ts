import {Fault} from '../../core/fault.ts';
import {parseTicker, type Ticker} from '../../core/ticker.ts';
import {isBusAddress, parseBusAddress} from '../../feeds/bus/bus-address.ts';
import {PROVIDERS, providerNamed, providersOf} from '../../feeds/providers.ts';
import {relayUrl} from '../../feeds/relay/relay-address.ts';
import type {Settings} from '../../settings/settings.ts';
import type {FundChoice} from '../../view/preferences.ts';
import type {LiveChoice} from '../live-source.ts';
import {readSettings} from '../open-named-day.ts';
import {parseSymbols} from '../parse-arguments.ts';
import {runEngineOrder} from '../run-engine-order.ts';

export type WatchOptions = {
  readonly feed?: string;
  readonly source?: string;
  readonly news?: string;
  readonly symbols?: string;
  readonly benchmark?: FundChoice;
  readonly host?: string;
  /** The relay, or the bus, by which all comes. */
  readonly relay?: string;
  readonly bus?: string;
  readonly plain?: true;
  readonly record?: true;
};

const sourceAmong = (feed: string, source: string | undefined): string => {
  const sources = providerNamed(feed)?.sources ?? [];
  if (source === undefined) return sources[0] ?? '';
  if (sources.includes(source)) return source;
  throw new Fault('usage', `${feed} has no source ${JSON.stringify(source)}`, {
    remedy: sources.length === 0 ? 'leave out --source' : `use one of ${sources.join(', ')}`,
  });
};

/** `alpaca,rss` as names, each once; the feed's own news where nothing is said, none for `none`. */
const newsOf = (feed: string, news: string | undefined): readonly string[] => {
  const able = providersOf('news').map(({name}) => name);
  if (news === undefined) return able.filter(name => name === feed);
  if (news === 'none') return [];
  const names = [...new Set(news.split(',').map(name => name.trim()))];
  const unknown = names.filter(name => !able.includes(name));
  if (unknown.length === 0) return names;
  throw new Fault('usage', `no news from ${unknown.map(name => JSON.stringify(name)).join(', ')}`, {
    remedy: `use none, or some of ${able.join(', ')}`,
  });
};

/** By which relay or bus; one that is named on the line comes before a feed that is, and that before the settings. */
const relayOf = ({relay, bus, feed, host, news, source}: WatchOptions, settings: Settings): string | undefined => {
  const named = [relay, bus].filter(value => value !== undefined);
  if (named.length > 1) throw new Fault('usage', 'a relay and a bus are two ways', {remedy: 'name one of them'});
  const own = [feed, host, news, source].some(value => value !== undefined);
  if (named.length > 0 && own)
    throw new Fault('usage', 'what a relay passes on is chosen where it runs', {
      remedy: 'leave out --feed, --news, --source and --host',
    });
  if (bus !== undefined || (relay !== undefined && isBusAddress(relay))) parseBusAddress(bus ?? relay ?? '');
  else if (relay !== undefined) relayUrl(relay);
  return named[0] ?? (own || settings.values.relay === '' ? undefined : settings.values.relay);
};

/**
 * The fund to be heard besides the names; none when it is one of them, or when nobody asked for it on the line and there are
 * as many names as the feed may have room for.
 */
const fundBeside = (choice: LiveChoice, asked: FundChoice | undefined, settings: Settings): Ticker | undefined => {
  const {feed, source, symbols, relay} = choice;
  const named = asked ?? settings.values.benchmark;
  const fund = named === 'none' ? undefined : parseTicker(named);
  if (fund === undefined || symbols.includes(fund)) return undefined;
  const room = relay === undefined && asked === undefined ? providerNamed(feed)?.room?.[source] : undefined;
  if (room === undefined || symbols.length < room) return fund;
  process.stderr.write(
    `${feed}: ${room} names leave no room for ${fund}; --benchmark ${fund} asks for it all the same\n`,
  );
  return undefined;
};

/** What the options and, where they say nothing, the settings ask to be watched. */
export const watchChoice = (options: Omit<WatchOptions, 'plain'>, settings: Settings): LiveChoice => {
  const known = settings.values.symbols.map(parseTicker).filter(symbol => symbol !== undefined);
  const feed = options.feed ?? (settings.values.feed === 'none' ? PROVIDERS[0]?.name : settings.values.feed) ?? '';
  const choice: LiveChoice = {
    feed,
    source: sourceAmong(feed, options.source),
    news: newsOf(feed, options.news),
    contact: settings.values.contact === '' ? undefined : settings.values.contact,
    rssFeeds: settings.values.rssFeeds,
    edgarForms: settings.values.edgarForms,
    symbols: options.symbols === undefined ? known : parseSymbols(options.symbols),
    host: options.host,
    relay: relayOf(options, settings),
    record: options.record === true,
  };
  return {...choice, benchmark: fundBeside(choice, options.benchmark, settings)};
};

/** What a person has to know of the feeds that were chosen, said before anything of them is shown. */
export const sayNotices = ({feed, news}: LiveChoice): void => {
  for (const name of new Set([feed, ...news])) {
    const notice = providerNamed(name)?.notice;
    if (notice !== undefined) process.stderr.write(`${name}: ${notice}\n`);
  }
};

/** `watch`: the screen, live. */
export const runWatch = async (options: WatchOptions): Promise<number> => {
  const settings = readSettings();
  const choice = watchChoice(options, settings);
  sayNotices(choice);
  return runEngineOrder({kind: 'watch', ...choice}, settings, options.plain === true);
};
