import {Fault} from '../../core/fault.ts';
import {type Instant, plus, seconds} from '../../core/instant.ts';
import {tradingDateAt} from '../../core/new-york.ts';
import type {Ticker} from '../../core/ticker.ts';
import type {Clock, RawMessage, Tap} from '../../engine/ports.ts';
import {lossOfStatus} from '../close-reason.ts';
import {createRecentKeys, isNew} from '../connection/recent-keys.ts';
import {getPage} from '../polling/get-page.ts';
import type {Asked, PolledSource} from '../polling/polled-feed.ts';
import type {Loss} from '../retry-policy.ts';
import {decodeNews, decodeNewsItem, NEWS_CHANNEL, newsItems} from './decode-news.ts';

export type NewsSourceOptions = {
  /** `https://finnhub.io`, or http on this machine. */
  readonly restUrl: string;
  readonly key: string;
  readonly symbols: readonly Ticker[];
  /** What was published before is old. */
  readonly since: Instant;
  readonly clock: Clock;
  readonly tap: Tap | undefined;
};

/** Sixty questions a minute are allowed to who pays nothing. */
const BETWEEN_REQUESTS = seconds(1.1);

/** The articles on each name, asked for one name after another; each is handed on once. */
export const createNewsSource = ({restUrl, key, symbols, since, clock, tap}: NewsSourceOptions): PolledSource => {
  const recent = createRecentKeys();
  const place = new URL(restUrl).host;

  const lossOf = (status: number): Loss | undefined =>
    status === 403
      ? {
          kind: 'terminal',
          fault: new Fault('feed/entitlement', `${place} says the plan does not include news (HTTP 403)`, {
            remedy: 'leave finnhub out of --news, or use a larger plan',
          }),
        }
      : status === 401
        ? lossOfStatus(status, undefined, clock.now(), place)
        : undefined;

  const askOf = async (symbol: Ticker, signal: AbortSignal): Promise<Asked> => {
    const date = tradingDateAt(clock.now());
    const query = new URLSearchParams({symbol, from: tradingDateAt(since), to: date});
    const url = `${restUrl.replace(/\/+$/, '')}/api/v1/company-news?${query}`;
    const headers = {'X-Finnhub-Token': key};
    const request = {url, userAgent: 'tapewire', accept: 'application/json', headers, validators: {}, clock, lossOf};
    const answer = await getPage(request, signal);
    if (answer.kind === 'same') return {events: []};
    if (answer.kind === 'lost') return {events: [], loss: answer.loss};
    const items = newsItems(answer.text);
    if (items === undefined) return {events: [], loss: {kind: 'transient', why: `${place} did not answer with a list`}};
    const receivedAt = clock.now();
    const fresh = items
      .map(item => ({item, headline: decodeNewsItem(item, receivedAt)}))
      .filter(({headline}) => headline !== undefined && headline.at >= since && isNew(recent, headline.id))
      .reverse();
    if (fresh.length === 0) return {events: []};
    const data = Buffer.from(JSON.stringify(fresh.map(({item}) => item)));
    const message: RawMessage = {receivedAt, channel: NEWS_CHANNEL, data, binary: false};
    tap?.(message);
    return {events: decodeNews(data.toString('utf8'), receivedAt)};
  };

  return {
    feed: NEWS_CHANNEL,
    ask: async (signal, tell) => {
      for (const [index, symbol] of symbols.entries()) {
        if (index > 0) await clock.until(plus(clock.now(), BETWEEN_REQUESTS), signal);
        const {events, loss} = await askOf(symbol, signal);
        tell(events);
        if (loss !== undefined) return {events: [], loss};
      }
      return {events: []};
    },
  };
};
