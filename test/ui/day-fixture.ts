import type {Bar, FeedEvent, FeedStatus, Headline, Trade} from '../../src/core/events.ts';
import {type Instant, minutes, plus, seconds, span} from '../../src/core/instant.ts';
import {atWallTime, parseTradingDate, type TradingDate} from '../../src/core/new-york.ts';
import type {Provenance} from '../../src/core/provenance.ts';
import {type Ticker, ticker} from '../../src/core/ticker.ts';
import {applyChange} from '../../src/market/apply-change.ts';
import {applyEvent} from '../../src/market/apply-event.ts';
import {collectChange} from '../../src/market/collect-change.ts';
import {earlierSessionsFrom} from '../../src/market/earlier-sessions.ts';
import {createMarket} from '../../src/market/market.ts';
import type {Baseline, ClockFace, DayFile, Snapshot} from '../../src/market/snapshot.ts';
import type {DealBook} from '../../src/news/deals/deal.ts';

const day = (text: string): TradingDate => {
  const date = parseTradingDate(text);
  if (date === undefined) throw new Error(`not a date: ${text}`);
  return date;
};

export const DATE = day('2026-01-30');
export const at = (hour: number, minute = 0, second = 0): Instant => atWallTime(DATE, hour, minute, second);

const [AMZN, MSFT, NVDA, GOOGL] = [ticker('AMZN'), ticker('MSFT'), ticker('NVDA'), ticker('GOOGL')];
export const SYMBOLS: readonly Ticker[] = [AMZN, MSFT, NVDA, GOOGL];
const CLOSES = new Map([
  [AMZN, 241.73],
  [MSFT, 433.5],
  [NVDA, 192.51],
  [GOOGL, 338.25],
]);

/** Prints every few seconds from 04:00 on, the same ones every time; AMZN jumps at 09:41:10. */
export const trades = (until: Instant): readonly Trade[] => {
  let state = 11;
  const next = (): number => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return (state >> 8) % 100;
  };
  const events: Trade[] = [];
  const prices = new Map(CLOSES);
  let id = 1;
  for (let now = at(4); now < until; now = plus(now, seconds(5 + (next() % 9)))) {
    const symbol = SYMBOLS[next() % 4] ?? AMZN;
    const jump = symbol === AMZN && now > at(9, 41, 10) && now < at(9, 43) ? 0.0012 : 0;
    const price = (prices.get(symbol) ?? 100) * (1 + (next() - 49.4) / 260_000 + jump);
    prices.set(symbol, price);
    events.push({
      kind: 'trade',
      symbol,
      id: id++,
      venue: 'V',
      tape: 'C',
      price: Math.round(price * 100) / 100,
      size: 100 + next() * 4,
      conditions: now < at(9, 30) || now >= at(16) ? ['@', 'T'] : ['@'],
      at: now,
      receivedAt: plus(now, span(40_000)),
    });
  }
  return events;
};

export const headline = (
  id: string,
  when: Instant,
  text: string,
  symbols: readonly Ticker[],
  more: Partial<Headline> = {},
): Headline => ({
  kind: 'headline',
  id,
  at: when,
  receivedAt: plus(when, seconds(1)),
  updatedAt: when,
  headline: text,
  summary: 'People close to the talks describe chips and cloud capacity in place of a part of the cash.',
  content:
    '<p>The two sides would trade Trainium capacity for equity, people close to the talks said.</p><p>A first agreement of $38&nbsp;billion was signed in November.</p><script>alert(1)</script>',
  author: 'Staff',
  source: 'Wire One',
  url: `https://example.com/news/${id}`,
  symbols,
  ...more,
});

export const HEADLINES: readonly Headline[] = [
  headline('n1', at(6, 12, 4), 'Chip makers rise before the bell as cloud budgets grow', [NVDA]),
  headline('n2', at(7, 31, 0), 'Warsh is named to lead the Federal Reserve', [ticker('SPY'), ticker('QQQ')]),
  headline('n3', at(8, 5, 41), 'Microsoft extends its losses after results', [MSFT]),
  headline('n4', at(9, 32, 40), 'Nvidia suppliers see orders for the second half hold', [NVDA]),
  headline('n5', at(9, 41, 7), 'Amazon in advanced talks to put up to $50 billion into OpenAI', [AMZN, MSFT, NVDA], {
    content: [
      '<h3>What is on the table</h3><ul><li>chips and cloud capacity<li>cash, as <a href="/news/n1">reported before</a></ul>',
      '<table><tr><th>Name<th>Stake<th>Value<tr><td>Microsoft<td>27%<td>$135B<tr><td>Amazon<td>6.0%<td>$50B</table>',
      '<p>A <a href="https://example.org/filing?id=38&amp;page=2">first agreement</a> was signed in November.</p>',
    ].join(''),
  }),
  headline('n6', at(9, 41, 48), 'Amazon close to OpenAI stake of as much as $50 billion: report', [AMZN], {
    source: 'Wire Two',
  }),
  headline('n7', at(9, 44, 10), 'Microsoft shares dip as exclusivity in cloud computing looks less certain', [
    MSFT,
    AMZN,
  ]),
  headline('n8', at(9, 46, 30), '日本の半導体株が上昇 after the report', [NVDA]),
];

/** A later revision of n6: the amount changed. */
export const REVISION: Headline = headline(
  'n6',
  at(9, 41, 48),
  'CORRECTED: Amazon close to OpenAI stake of up to $50 billion: report',
  [AMZN],
  {receivedAt: at(9, 45, 2), updatedAt: at(9, 45, 1), source: 'Wire Two'},
);

export const status = (
  when: Instant,
  state: FeedStatus['state'],
  message: string,
  more: Partial<FeedStatus> = {},
): FeedStatus => ({
  kind: 'status',
  feed: 'alpaca/sip',
  topic: 'state',
  state,
  message,
  at: when,
  receivedAt: when,
  ...more,
});

export const DEALS: DealBook = [
  {
    id: 'amazon-openai',
    kind: 'minority_stake',
    from: [{name: 'Amazon', ticker: AMZN}],
    to: {name: 'OpenAI'},
    catalysts: [
      {what: 'Amazon reports its quarter', knownAt: at(4), from: day('2026-02-05'), certainty: 'scheduled'},
      {what: 'terms of the round', knownAt: at(4), certainty: 'inferred'},
    ],
    events: [
      {
        id: 'e1',
        date: day('2025-12-16'),
        knownAt: atWallTime(day('2025-12-16'), 19),
        stage: 'rumour',
        amount: {value: 10e9, currency: 'USD', modifier: 'at_least'},
        text: 'weighs a stake of $10 billion or more',
        source: 'The Information',
      },
      {
        id: 'e2',
        date: day('2026-01-29'),
        knownAt: atWallTime(day('2026-01-29'), 15, 30),
        stage: 'talks',
        amount: {value: 50e9, currency: 'USD', modifier: 'up_to'},
        text: 'in talks over up to $50 billion',
        source: 'WSJ',
      },
      {
        id: 'e3',
        date: DATE,
        at: at(9, 41, 7),
        knownAt: at(9, 41, 8),
        stage: 'talks',
        talks: 'advanced',
        amount: {value: 50e9, currency: 'USD', modifier: 'up_to'},
        text: 'talks are advanced and led by the two chief executives',
        source: 'Bloomberg',
        headlineId: 'n5',
      },
    ],
  },
  {
    id: 'aws-openai',
    kind: 'commercial_contract',
    from: [{name: 'AWS', ticker: AMZN}],
    to: {name: 'OpenAI'},
    catalysts: [],
    events: [
      {
        id: 'c1',
        date: day('2025-11-03'),
        knownAt: atWallTime(day('2025-11-03'), 9),
        stage: 'announced',
        amount: {value: 38e9, currency: 'USD', modifier: 'exact'},
        text: 'seven years of computing',
      },
    ],
  },
];

const baseline: Baseline = {
  sessions: 20,
  slot: minutes(5),
  cumulativeVolume: Array.from({length: 192}, (_, index) => (index + 1) * 3_000),
};

/** Three sessions of five-minute bars, the open livelier than what follows, the same ones every time. */
const earlierBars = (): readonly Bar[] =>
  [day('2026-01-27'), day('2026-01-28'), day('2026-01-29')].flatMap((date, row) =>
    SYMBOLS.flatMap((symbol, name) => {
      let close = CLOSES.get(symbol) ?? 100;
      return Array.from({length: 192}, (_, slot): Bar => {
        const open = close;
        const lively = slot >= 66 && slot < 72 ? 0.002 : 0.0006;
        close *= 1 + lively * Math.sin(slot * (1.3 + name * 0.37) + row * 2.1);
        const openAt = plus(atWallTime(date, 4, 0), minutes(5 * slot));
        const known = plus(openAt, minutes(5));
        const [high, low] = [Math.max(open, close), Math.min(open, close)];
        const times = {at: known, receivedAt: known, openAt, span: minutes(5)};
        return {kind: 'bar', symbol, ...times, open, high, low, close, volume: 3_000, trades: 0, vwap: 0};
      });
    }),
  );
const EARLIER = earlierSessionsFrom(earlierBars(), minutes(5));

/** The same with two reports beside the first that may belong to it. */
export const SUGGESTED: DealBook = DEALS.map((deal, index) =>
  index > 0
    ? deal
    : {
        ...deal,
        suggestions: [
          {
            event: {
              id: 'wire:n2',
              date: DATE,
              at: at(9, 20),
              knownAt: at(9, 20, 1),
              stage: 'talks',
              text: 'Microsoft and Amazon discuss a joint investment in OpenAI',
              source: 'Wire One',
              tier: 2,
              headlineId: 'n2',
            },
            score: 0.58,
          },
          {
            event: {
              id: 'wire:n3',
              date: DATE,
              at: at(9, 25),
              knownAt: at(9, 25, 1),
              text: 'OpenAI is said to discuss a new round with Amazon, Nvidia and others that would value it highly',
              source: 'Wire Two',
              tier: 1,
              headlineId: 'n3',
            },
            score: 0.5,
          },
        ],
      },
);

export const dayFile = (provenance: Provenance = 'simulated', deals: DealBook = DEALS): DayFile => ({
  day: {
    name: '2026-01-30',
    title: 'Amazon and OpenAI',
    date: DATE,
    symbols: SYMBOLS,
    benchmark: undefined,
    provenance,
    made: 'for tests',
    openingAt: at(9, 40),
    startAt: at(4),
    endAt: at(20),
  },
  deals,
  previousCloses: CLOSES,
  baselines: new Map(SYMBOLS.map(symbol => [symbol, baseline])),
  earlier: EARLIER,
});

export const face = (now: Instant, more: Partial<ClockFace> = {}): ClockFace => ({
  now,
  mode: 'replay',
  state: 'running',
  speed: 60,
  ...more,
});

/** The market as published once everything received by the clock's now was folded. */
export const snapshotOf = (events: readonly FeedEvent[], clock: ClockFace, file = dayFile()): Snapshot => {
  const market = createMarket({file});
  const known = events.filter(event => event.receivedAt <= clock.now);
  for (const event of known.toSorted((a, b) => a.receivedAt - b.receivedAt)) applyEvent(market, event);
  return applyChange(undefined, collectChange(market, clock));
};

/** The fixture day at a moment, with a feed that delivers. */
export const snapshotAt = (now: Instant, more: readonly FeedEvent[] = [], clock: Partial<ClockFace> = {}): Snapshot =>
  snapshotOf([...trades(now), ...HEADLINES, REVISION, status(at(4), 'live', 'connected'), ...more], face(now, clock));
