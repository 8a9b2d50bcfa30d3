import type {Headline} from '../../core/events.ts';
import {instant} from '../../core/instant.ts';
import {addDays, atWallTime, parseTradingDate, type TradingDate} from '../../core/new-york.ts';
import {parseTicker} from '../../core/ticker.ts';
import {articleMessage} from '../../feeds/finnhub/impersonate.ts';
import type {DayHeadlines} from '../day-headlines.ts';
import type {Playback} from '../playback.ts';
import type {RestApi} from '../rest-api.ts';
import {BadRequest} from '../rest-query.ts';

const COMPANY_NEWS = '/api/v1/company-news';

const needDate = (params: URLSearchParams, name: 'from' | 'to'): TradingDate => {
  const date = parseTradingDate(params.get(name) ?? '');
  if (date === undefined) throw new BadRequest(`${name} must be a date as YYYY-MM-DD`);
  return date;
};

/**
 * The vendor's question about the articles on a name between two dates, both inside, latest first. Nothing that was not known
 * by the playback's position is told; of an article that was revised, what was known of it last.
 */
export const createFinnhubRest = (headlines: DayHeadlines, playback: Playback): RestApi => {
  const companyNews = async (params: URLSearchParams): Promise<object> => {
    const symbol = parseTicker(params.get('symbol') ?? '');
    if (symbol === undefined) throw new BadRequest('symbol is required');
    const from = atWallTime(needDate(params, 'from'), 0);
    const to = instant(atWallTime(addDays(needDate(params, 'to'), 1), 0) - 1);
    const {at: now} = playback.position();
    const latest = new Map<string, Headline>();
    for (const headline of await headlines()) {
      if (headline.receivedAt > now) break;
      const before = latest.get(headline.id);
      if (before === undefined || headline.updatedAt >= before.updatedAt) latest.set(headline.id, headline);
    }
    return [...latest.values()]
      .filter(({at, symbols}) => at >= from && at <= to && symbols.includes(symbol))
      .sort((a, b) => b.at - a.at)
      .map(headline => articleMessage(headline, symbol));
  };

  return {
    answer: async (path, params) => (path === COMPANY_NEWS ? companyNews(params) : undefined),
    close: async () => undefined,
  };
};
