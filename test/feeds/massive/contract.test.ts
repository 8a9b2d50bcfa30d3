import {expect} from 'vitest';
import {fromMillis, minutes, SECOND} from '../../../src/core/instant.ts';
import {MASSIVE} from '../../../src/feeds/massive/provider.ts';
import {CONTRACT_AT, describeProvider} from '../provider-contract.ts';
import {MASSIVE_KEY, massiveScript, subscribedTo} from './massive-script.ts';

const sym = 'AMZN';
const t = Date.UTC(2026, 0, 30, 14, 30, 0, 250);
const s = Date.UTC(2026, 0, 30, 14, 30);
const at = fromMillis(t);
const prices = 'prices' as const;
const ohlc = {o: 241, h: 242, l: 240, c: 241.5, v: 900, av: 90_000, op: 240, vw: 241.2, a: 241, z: 100};

describeProvider({
  provider: MASSIVE,
  source: 'stocks',
  keys: {key: MASSIVE_KEY},
  feeds: ['massive/stocks', 'massive/news'],
  serve: massiveScript,
  subscriptions: server => server.connections.flatMap(subscribedTo),
  subscription: ['AM.AMZN', 'Q.AMZN', 'T.AMZN'],
  fixtures: [
    {
      says: 'a trade',
      half: prices,
      sent: {ev: 'T', sym, x: 12, i: '96921', z: 3, p: 241.5, s: 100, c: [0, 37], t, q: 7},
      read: {
        kind: 'trade',
        at,
        receivedAt: CONTRACT_AT,
        id: 96921,
        venue: 'Q',
        tape: 'C',
        price: 241.5,
        size: 100,
        conditions: ['@', 'I'],
      },
    },
    {
      says: 'a trade without conditions, off exchange',
      half: prices,
      sent: {ev: 'T', sym, x: 4, i: '00MGON', z: 1, p: 241.25, s: 5, t, q: 8, trfi: 202, trft: t},
      read: {kind: 'trade', at, venue: 'D', tape: 'A', price: 241.25, size: 5, conditions: []},
    },
    {
      says: 'a quote',
      half: prices,
      sent: {ev: 'Q', sym, bx: 21, bp: 241.4, bs: 100, ax: 12, ap: 241.6, as: 400, c: 1, i: [604], z: 3, t, q: 9},
      read: {kind: 'quote', at, bid: 241.4, ask: 241.6, bidSize: 100, askSize: 400, bidVenue: 'U', askVenue: 'Q'},
    },
    {
      says: 'a quote with an empty side',
      half: prices,
      sent: {ev: 'Q', sym, bx: 21, bp: 241.3, bs: 100, z: 3, t, q: 10},
      read: {kind: 'quote', bid: 241.3, ask: 0, askSize: 0},
    },
    {
      says: 'a bar of a minute',
      half: prices,
      sent: {ev: 'AM', sym, ...ohlc, s, e: s + 60_000},
      read: {kind: 'bar', openAt: CONTRACT_AT, span: minutes(1), open: 241, close: 241.5, volume: 900, vwap: 241.2},
    },
    {
      says: 'a bar of a second',
      half: prices,
      sent: {ev: 'A', sym, ...ohlc, s: s + 1_000, e: s + 2_000},
      read: {kind: 'bar', openAt: fromMillis(s + 1_000), span: SECOND, high: 242, low: 240},
    },
    {
      says: 'a headline',
      half: 'news',
      sent: {
        id: '8ec6',
        publisher: {name: 'The Wire'},
        title: 'Amazon signs',
        author: 'A. Writer',
        published_utc: '2026-01-30T14:29:59Z',
        article_url: 'https://example.com/a',
        tickers: [sym, 'not a ticker'],
        description: 'It did',
        insights: [{ticker: sym, sentiment: 'positive', sentiment_reasoning: 'more <growth>'}],
      },
      read: {
        kind: 'headline',
        id: '8ec6',
        headline: 'Amazon signs',
        summary: 'It did',
        source: 'The Wire',
        url: 'https://example.com/a',
        symbols: [expect.stringMatching(/^AMZN$/)],
        content: '<p>Massive’s own reading:</p><ul><li>AMZN positive: more &lt;growth&gt;</li></ul>',
      },
    },
  ],
  hostile: text => [
    {half: prices, sent: {ev: 'T', sym, x: 12, i: text, z: 3, p: 241.5, s: 100, t}},
    {half: prices, sent: {ev: 'T', sym: text, x: 12, i: '1', z: 3, p: 241.5, s: 100, t}},
    {half: prices, sent: {ev: 'status', status: 'unheard of', message: text}},
    {
      half: 'news',
      sent: {
        id: text,
        publisher: {name: text},
        title: text,
        author: text,
        published_utc: '2026-01-30T14:29:59Z',
        article_url: text,
        tickers: [sym, text],
        description: text,
        insights: [{ticker: sym, sentiment: text, sentiment_reasoning: text}],
      },
    },
  ],
});
