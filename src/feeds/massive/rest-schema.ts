import {z} from 'zod';
import {compileReader, millis} from './schema.ts';

const id = z.number().int().nonnegative();

/**
 * `{"conditions":[12,41],"correction":0,"exchange":11,"id":"1","participant_timestamp":1517562000015577000,
 * "price":171.55,"sequence_number":1063,"sip_timestamp":1517562000016036600,"size":100,"tape":3}`; stamps are
 * nanoseconds, read as text.
 * @see https://massive.com/docs/rest/stocks/trades-quotes/trades
 */
const trade = z.object({
  conditions: z.array(z.number().int()).nullish(),
  correction: z.number().nullish(),
  exchange: id,
  id: z.string().min(1).max(64),
  price: z.number().positive(),
  sip_timestamp: z.string().regex(/^\d{16,19}$/),
  size: z.number().nonnegative(),
  tape: z.number().nullish(),
  trf_id: id.nullish(),
});

/**
 * `{"c":75.0875,"h":75.15,"l":73.7975,"n":1,"o":74.06,"t":1577941200000,"v":135647456,"vw":74.6099}`
 * @see https://massive.com/docs/rest/stocks/aggregates/custom-bars
 */
const bar = z.object({
  o: z.number().nonnegative(),
  h: z.number().nonnegative(),
  l: z.number().nonnegative(),
  c: z.number().nonnegative(),
  v: z.number().nonnegative(),
  vw: z.number().nonnegative().nullish(),
  n: z.number().nonnegative().nullish(),
  t: millis,
});

const text = z.string().nullish();

/**
 * `{"id":"8ec638777ca03b553ae516761c2a22ba2fdd2f37befae3ab6fdab74e9e5193eb","publisher":{"name":"Investing.com"},
 * "title":"Markets are …","author":"Sam Boughedda","published_utc":"2024-06-24T18:33:53Z","article_url":"https://…",
 * "tickers":["UBS"],"description":"UBS analysts …","insights":[{"ticker":"UBS","sentiment":"positive",
 * "sentiment_reasoning":"UBS analysts are …"}]}`. `updated_utc` is our own word in a recording: the article was seen
 * before in other words, and in these first then.
 * @see https://massive.com/docs/rest/stocks/news
 */
const article = z.object({
  id: z.string().min(1).max(200),
  title: z.string(),
  author: text,
  description: text,
  published_utc: z.string(),
  updated_utc: z.string().optional(),
  article_url: text,
  publisher: z.object({name: text}).nullish(),
  tickers: z.array(z.string()).nullish(),
  insights: z.array(z.object({ticker: z.string(), sentiment: text, sentiment_reasoning: text})).nullish(),
});

export type Article = z.infer<typeof article>;

export const readTrade = compileReader(trade);
export const readBar = compileReader(bar);
export const readArticle = compileReader<Article>(article);
