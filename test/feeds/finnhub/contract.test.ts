import {fromMillis} from '../../../src/core/instant.ts';
import {FINNHUB} from '../../../src/feeds/finnhub/provider.ts';
import {CONTRACT_AT, describeProvider} from '../provider-contract.ts';

const KEY = 'canary-c0ffee-canary';
const t = Date.UTC(2026, 0, 30, 14, 30, 0, 250);
const datetime = Date.UTC(2026, 0, 30, 14, 30) / 1_000;

describeProvider({
  provider: FINNHUB,
  source: 'trades',
  keys: {key: KEY},
  feeds: ['finnhub/trades', 'finnhub/news'],
  serve: ({prices, news}) => ({
    refuse: (_, path) => (path === `/?token=${KEY}` ? undefined : {status: 401}),
    onMessage: ({socket}, {type}) => {
      if (type !== 'subscribe') return;
      socket.send('{"type":"ping"}');
      if (prices.length > 0) socket.send(JSON.stringify({type: 'trade', data: prices}));
    },
    onRequest: ({headers}, response) => {
      if (headers['x-finnhub-token'] !== KEY) response.writeHead(401).end('{"error":"Invalid API key"}');
      else response.end(JSON.stringify(news));
    },
  }),
  subscriptions: server =>
    server.connections.flatMap(({received}) => received.map(({type, symbol}) => `${type} ${symbol}`)),
  subscription: ['subscribe AMZN'],
  fixtures: [
    {
      says: 'a trade before the opening, of an odd lot',
      half: 'prices',
      sent: {c: ['1', '24', '12'], p: 241.5, s: 'AMZN', t, v: 43},
      read: {
        kind: 'trade',
        at: fromMillis(t),
        receivedAt: CONTRACT_AT,
        price: 241.5,
        size: 43,
        conditions: ['@', 'T', 'I'],
      },
    },
    {
      says: 'a trade without conditions',
      half: 'prices',
      sent: {c: null, p: 241.25, s: 'AMZN', t: t - 100, v: 100},
      read: {kind: 'trade', at: fromMillis(t - 100), price: 241.25, size: 100, conditions: []},
    },
    {
      says: 'a trade of a condition that we do not know',
      half: 'prices',
      sent: {c: ['99'], p: 240, s: 'AMZN', t, v: 10},
      read: {kind: 'trade', price: 240, conditions: ['?']},
    },
    {
      says: 'an article',
      half: 'news',
      sent: {
        ...{category: 'company', datetime, headline: 'Amazon &amp; others add sites', id: 119440189, image: ''},
        ...{related: 'AMZN', source: 'Harbor Press', summary: 'Sites are added.', url: 'https://press.example/1'},
      },
      read: {
        kind: 'headline',
        at: fromMillis(datetime * 1_000),
        receivedAt: CONTRACT_AT,
        id: 'finnhub/119440189',
        headline: 'Amazon & others add sites',
        summary: 'Sites are added.',
        source: 'Harbor Press',
        url: 'https://press.example/1',
      },
    },
  ],
  hostile: text => [
    {half: 'prices', sent: {c: [text], p: 1, s: text, t, v: 1}},
    {half: 'prices', sent: {c: [text], p: 1, s: 'AMZN', t, v: 1}},
    {half: 'news', sent: {datetime, headline: text, id: 1, related: text, source: text, summary: text, url: text}},
  ],
});
