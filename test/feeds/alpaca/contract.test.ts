import {fromMillis, minutes} from '../../../src/core/instant.ts';
import {ALPACA} from '../../../src/feeds/alpaca/provider.ts';
import {CONTRACT_AT, describeProvider} from '../provider-contract.ts';
import {type ScriptedConnection, wellBehaved} from '../scripted-server.ts';

const S = 'AMZN';
const t = '2026-01-30T14:30:00.25Z';
const at = fromMillis(Date.UTC(2026, 0, 30, 14, 30, 0, 250));
const isNews = ({path}: ScriptedConnection): boolean => path.endsWith('/news');
const prices = 'prices' as const;

describeProvider({
  provider: ALPACA,
  source: 'iex',
  keys: {id: 'id', secret: 'secret'},
  feeds: ['alpaca/iex', 'alpaca/news'],
  serve: ({prices: stock, news}) => ({
    ...wellBehaved(connection => {
      const messages = isNews(connection) ? news : stock;
      if (messages.length > 0) connection.send(...messages);
    }),
    onRequest: (_, response) => response.end('{"trades":{},"bars":{},"news":[],"next_page_token":null}'),
  }),
  subscriptions: server =>
    server.connections.flatMap(({received}) =>
      received.flatMap(({action, ...channels}) =>
        action === 'subscribe' ? Object.entries(channels).map(([name, names]) => `${name} ${names}`) : [],
      ),
    ),
  subscription: ['bars AMZN', 'news *', 'quotes AMZN', 'statuses AMZN', 'trades AMZN'],
  fixtures: [
    {
      says: 'a trade',
      half: prices,
      sent: {T: 't', S, i: 96921, x: 'Q', p: 241.5, s: 100, c: ['@', 'I'], z: 'C', t},
      read: {kind: 'trade', at, receivedAt: CONTRACT_AT, id: 96921, price: 241.5, size: 100, conditions: ['@', 'I']},
    },
    {
      says: 'a quote',
      half: prices,
      sent: {T: 'q', S, bx: 'U', bp: 241.4, bs: 100, ax: 'Q', ap: 241.6, as: 400, c: ['R'], z: 'C', t},
      read: {kind: 'quote', at, bid: 241.4, ask: 241.6, bidSize: 100, askSize: 400},
    },
    {
      says: 'a bar',
      half: prices,
      sent: {T: 'b', S, o: 241, h: 242, l: 240, c: 241.5, v: 900, n: 9, vw: 241.2, t: '2026-01-30T14:30:00Z'},
      read: {kind: 'bar', openAt: CONTRACT_AT, span: minutes(1), open: 241, close: 241.5, volume: 900},
    },
    {
      says: 'a correction',
      half: prices,
      sent: {T: 'c', S, x: 'Q', oi: 1, op: 241, os: 10, oc: ['@'], ci: 2, cp: 242, cs: 10, cc: ['@'], z: 'C', t},
      read: {kind: 'correction', originalId: 1, correctedId: 2},
    },
    {
      says: 'a cancel',
      half: prices,
      sent: {T: 'x', S, i: 3, x: 'Q', p: 241, s: 10, a: 'C', z: 'C', t},
      read: {kind: 'cancel', id: 3, action: 'C'},
    },
    {
      says: 'a halt',
      half: prices,
      sent: {T: 's', S, sc: 'H', sm: 'Trading Halt', rc: 'T1', rm: 'News pending', z: 'C', t},
      read: {kind: 'halt', halted: true, code: 'T1', reason: 'News pending'},
    },
    {
      says: 'a headline',
      half: 'news',
      sent: {T: 'n', id: 7, headline: 'Amazon signs', created_at: t, symbols: [S], source: 'benzinga'},
      read: {kind: 'headline', id: '7', headline: 'Amazon signs'},
    },
  ],
  hostile: text => [
    {half: prices, sent: {T: 's', S, sc: 'H', sm: text, rc: text, rm: text, z: 'C', t}},
    {half: prices, sent: {T: 't', S, i: 1, x: text, p: 241.5, s: 100, c: [text], z: 'C', t}},
    {
      half: 'news',
      sent: {
        T: 'n',
        id: text,
        headline: text,
        summary: text,
        content: text,
        author: text,
        source: text,
        url: text,
        symbols: [S, text],
        created_at: t,
      },
    },
  ],
});
