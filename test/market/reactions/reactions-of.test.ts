import {describe, expect, test} from 'vitest';
import type {FeedEvent, Halt, Trade} from '../../../src/core/events.ts';
import {type Instant, minutes, plus, type Span, seconds} from '../../../src/core/instant.ts';
import {type Ticker, ticker} from '../../../src/core/ticker.ts';
import type {HorizonName} from '../../../src/market/reactions/horizons.ts';
import type {Reaction} from '../../../src/market/reactions/reaction.ts';
import type {DayFile, Snapshot} from '../../../src/market/snapshot.ts';
import {AMZN, clock, dayFile, headline, MSFT, trade} from '../market-fixtures.ts';
import {publishedAt, reactionIn} from './reaction-fixtures.ts';

const NVDA = ticker('NVDA');
const QQQ = ticker('QQQ');
const NAMES = [AMZN, MSFT, NVDA];

/** A quiet print of each name every twenty seconds, a cent or two to and fro; `step` moves AMZN from then on. */
const tape = (
  from: Instant,
  to: Instant,
  steps: readonly (readonly [Instant, number])[] = [],
  quiet?: Span,
): readonly Trade[] => {
  const trades: Trade[] = [];
  let turn = 0;
  for (let at = from; at < to; at = plus(at, quiet ?? seconds(20))) {
    for (const symbol of NAMES) {
      turn = (turn * 31 + 7) % 101;
      const moved = symbol === AMZN ? steps.reduce((by, [since, step]) => (at >= since ? by + step : by), 0) : 0;
      const price = Math.round((200 + ((turn % 5) - 2) / 100) * (1 + moved) * 100) / 100;
      trades.push(trade(at, price, 100, {symbol}));
    }
  }
  return trades;
};

const file = (changes: Partial<DayFile['day']> = {}): DayFile => {
  const plain = dayFile();
  return {...plain, day: {...plain.day, symbols: NAMES, ...changes}};
};
const at = (now: string, events: readonly FeedEvent[], day = file()): Snapshot => {
  const [snapshot] = publishedAt(day, events, [clock(now)]);
  if (snapshot === undefined) throw new Error('nothing published');
  return snapshot;
};
const on = (id: string, when: string, symbols: readonly Ticker[], text = `story ${id}`) =>
  headline(id, clock(when), {symbols, headline: text});
const statuses = ({horizons}: Reaction) => Object.fromEntries(horizons.map(({name, status}) => [name, status]));
const horizon = ({horizons}: Reaction, name: HorizonName) => {
  const found = horizons.find(one => one.name === name);
  if (found === undefined) throw new Error(name);
  return found;
};
const halt = (when: string, halted: boolean): Halt => ({
  kind: 'halt',
  symbol: AMZN,
  halted,
  code: halted ? 'T1' : 'T3',
  reason: '',
  tape: 'C',
  at: clock(when),
  receivedAt: clock(when),
});

const MORNING = tape(clock('08:00'), clock('13:00'), [[clock('11:00:30'), 0.03]]);

describe('a reaction', () => {
  test('is measured from the last price at or before the headline, against the names it does not name', () => {
    const reaction = reactionIn(at('13:00', [...MORNING, on('a', '11:00:07', [AMZN])]), 'a', AMZN);
    expect(reaction.start).toMatchObject({at: clock('11:00:07'), used: 'published'});
    expect(reaction.base?.at).toBe(clock('11:00:01'));
    expect(horizon(reaction, '+15m').measured?.return).toBeCloseTo(0.03, 3);
    expect(horizon(reaction, '+15m').measured?.car).toBeCloseTo(Math.log(1.03), 3);
    expect(reaction.benchmark).toMatchObject({kind: 'names', name: 'mean of MSFT NVDA', symbols: [MSFT, NVDA]});
    expect(reaction.verdict).toMatchObject({kind: 'positive', reason: {kind: 'moved'}});
    expect(reaction.shape).toMatchObject({upTo: '+1h', shape: {status: 'ok', halfAfter: 1}});
  });

  test('of a name that stood still cannot be told from nothing, and says how large it would have had to be', () => {
    const reaction = reactionIn(at('13:00', [...MORNING, on('a', '11:00:07', [AMZN, MSFT])]), 'a', MSFT);
    expect(reaction.verdict.kind).toBe('no detectable reaction');
    const test_ = horizon(reaction, '+15m').measured?.test;
    expect(test_?.status === 'ok' && test_.detectable > 0 && Math.abs(test_.t) < 1.96).toBe(true);
  });

  test('is pending until its horizon ends, and no number until then', () => {
    const reaction = reactionIn(at('11:04', [...MORNING, on('a', '11:00:07', [AMZN])]), 'a', AMZN);
    expect(statuses(reaction)).toMatchObject({'+1m': 'ok', '+5m': 'pending', '+15m': 'pending', close: 'pending'});
    expect(horizon(reaction, '+5m').measured).toBeUndefined();
    expect(reaction.verdict).toMatchObject({kind: 'pending', reason: {until: clock('11:15:07')}});
    expect(reaction.volume).toBeUndefined();
  });

  test('counts from the earliest of publication and receipt', () => {
    const early = {...on('a', '11:00:07', [AMZN]), receivedAt: clock('10:59:50')};
    expect(reactionIn(at('13:00', [...MORNING, early]), 'a', AMZN).start).toMatchObject({
      at: clock('10:59:50'),
      used: 'received',
      publishedAt: clock('11:00:07'),
    });
  });

  test('of a reprint is that of its story', () => {
    const text = 'Amazon in talks to invest up to $50 billion in OpenAI';
    const told = [on('a', '11:00:07', [AMZN], text), on('b', '11:20', [AMZN], text)];
    const snapshot = at('13:00', [...MORNING, ...told]);
    const reprint = reactionIn(snapshot, 'b', AMZN);
    expect(reprint.start).toMatchObject({
      at: clock('11:00:07'),
      used: 'story',
      headlineId: 'a',
      publishedAt: clock('11:20'),
    });
    expect(reprint.horizons).toEqual(reactionIn(snapshot, 'a', AMZN).horizons);
    expect(reprint.movedFirst).toBe(true);
    expect(reactionIn(snapshot, 'a', AMZN).movedFirst).toBe(false);
  });

  test('of an update counts from its story’s first telling while the two cannot be told apart, else from itself', () => {
    const told = [
      on('a', '11:00:07', [AMZN], 'Amazon in talks to invest in OpenAI'),
      on('b', '11:08', [AMZN], 'Amazon in talks to invest up to $50 billion in OpenAI'),
      on('c', '11:40', [AMZN], 'Amazon signs agreement to invest $50 billion in OpenAI'),
    ];
    const snapshot = at('13:00', [...MORNING, ...told]);
    expect(snapshot.wire.map(({story}) => story.relation)).toEqual(['update', 'update', 'first']);
    expect(reactionIn(snapshot, 'b', AMZN).start).toMatchObject({headlineId: 'a', used: 'story'});
    expect(reactionIn(snapshot, 'c', AMZN).start).toMatchObject({
      headlineId: 'c',
      used: 'published',
      at: clock('11:40'),
    });
  });

  test('is stale where nothing was printed before the horizon', () => {
    const holes = MORNING.filter(({at: when}) => when < clock('11:02') || when > clock('11:40'));
    const reaction = reactionIn(at('13:00', [...holes, on('a', '11:00:07', [AMZN])]), 'a', AMZN);
    expect(statuses(reaction)).toMatchObject({'+1m': 'ok', '+5m': 'stale', '+15m': 'stale', '+1h': 'ok'});
    expect(reaction.verdict).toMatchObject({kind: 'insufficient data', reason: {kind: 'no print at the end'}});
  });

  test('has no base before the day’s first print', () => {
    const reaction = reactionIn(at('13:00', [...MORNING, on('a', '05:00', [AMZN])]), 'a', AMZN);
    expect(horizon(reaction, '+15m').status).toBe('no_base');
    expect(reaction.verdict).toMatchObject({kind: 'insufficient data', reason: {kind: 'no price before'}});
  });

  test('without enough returns before it gives no t, and says why', () => {
    const reaction = reactionIn(
      at('13:00', [...tape(clock('10:40'), clock('13:00')), on('a', '11:00:07', [AMZN])]),
      'a',
      AMZN,
    );
    expect(horizon(reaction, '+15m').measured).toMatchObject({car: undefined, test: {status: 'refused'}});
    expect(horizon(reaction, '+15m').measured?.return).toBeDefined();
    expect(reaction.verdict).toMatchObject({kind: 'insufficient data', reason: {kind: 'no usual'}});
    expect(reaction.estimation.label).toMatch(/^insufficient baseline: \d+ of 60/);
  });

  test('says when all that is known of the usual is of the same day', () => {
    const reaction = reactionIn(at('13:00', [...MORNING, on('a', '11:00:07', [AMZN])]), 'a', AMZN);
    expect(reaction.estimation).toMatchObject({kind: 'same-day', label: 'same-day', model: {kind: 'market'}});
    expect(horizon(reaction, '+1m').measured?.test.status).toBe('ok');
    expect(horizon(reaction, '+15m').measured?.rank.status).toBe('refused');
  });
});

describe('another headline', () => {
  const confounded = (second: string, symbols: readonly Ticker[], text = 'Something else entirely happened') =>
    reactionIn(at('13:00', [...MORNING, on('a', '11:00:07', [AMZN]), on('b', second, symbols, text)]), 'a', AMZN);

  test('on the same name confounds what ends after it, and what began right after it', () => {
    const after = confounded('11:10', [AMZN, MSFT]);
    expect(after.horizons.map(one => one.confounded)).toEqual([false, false, true, true, true, true, true]);
    expect(after.verdict).toMatchObject({kind: 'confounded', reason: {kind: 'other headlines'}});
    expect(after.confounders.map(item => item.headline.id)).toEqual(['b']);
    expect(confounded('10:56', [AMZN]).horizons.every(one => one.confounded)).toBe(true);
    expect(confounded('10:54', [AMZN]).horizons.some(one => one.confounded)).toBe(false);
  });

  test('on another name does not, one on the whole market does', () => {
    expect(confounded('11:10', [MSFT]).verdict.kind).toBe('positive');
    expect(confounded('11:10', [QQQ]).verdict.kind).toBe('confounded');
    expect(confounded('11:10', [], 'Federal Reserve cuts interest rates').verdict.kind).toBe('confounded');
    expect(confounded('11:10', [], 'A guide to reading tests').verdict.kind).toBe('positive');
  });
});

describe('the session', () => {
  const DAY = tape(clock('08:00'), clock('18:00'));

  test('ends a horizon at its close, measured there', () => {
    const reaction = reactionIn(at('18:00', [...DAY, on('a', '15:50', [AMZN])]), 'a', AMZN);
    expect(statuses(reaction)).toMatchObject({'+5m': 'ok', '+15m': 'truncated', '+2h': 'truncated', close: 'ok'});
    expect(horizon(reaction, '+15m').toAt).toBe(clock('16:00'));
    expect(horizon(reaction, '+15m').measured?.return).toBeDefined();
    expect(statuses(reactionIn(at('15:58', [...DAY, on('a', '15:50', [AMZN])]), 'a', AMZN))['+15m']).toBe('pending');
  });

  test('of a headline after the close is the evening, beside the regular close', () => {
    const reaction = reactionIn(at('18:00', [...DAY, on('a', '16:30', [AMZN])]), 'a', AMZN);
    expect(horizon(reaction, '+15m').status).toBe('ok');
    expect(reaction.lastClose).toBeCloseTo(200, 0);
    expect(reaction.volume?.z.status).toBe('refused');
    expect(reactionIn(at('18:00', [...DAY, on('a', '08:30', [AMZN])]), 'a', AMZN).lastClose).toBe(241.73);
    expect(reactionIn(at('18:00', [...DAY, on('a', '12:00', [AMZN])]), 'a', AMZN).lastClose).toBeUndefined();
  });

  test('of a headline at night or on another day is closed', () => {
    const night = {...on('a', '03:00', [AMZN])};
    expect(reactionIn(at('13:00', [...MORNING, night]), 'a', AMZN).verdict).toEqual({
      kind: 'market closed',
      reason: {kind: 'no session', other: false},
    });
    const yesterday = headline('a', plus(clock('12:00'), minutes(-24 * 60)), {symbols: [AMZN]});
    expect(reactionIn(at('13:00', [...MORNING, yesterday]), 'a', AMZN).verdict.reason).toEqual({
      kind: 'no session',
      other: true,
    });
  });
});

describe('a halt', () => {
  const stopped = (from: string, to: string) =>
    MORNING.filter(({at: when, symbol}) => symbol !== AMZN || when < clock(from) || when >= clock(to));

  test('keeps short clocks waiting and starts them again at the first print after it', () => {
    const events = [
      ...stopped('11:02', '11:12'),
      halt('11:02', true),
      halt('11:12', false),
      on('a', '11:00:07', [AMZN]),
    ];
    const during = reactionIn(at('11:08', events), 'a', AMZN);
    expect(statuses(during)).toMatchObject({'+1m': 'ok', '+5m': 'halted', '+15m': 'halted', '+1h': 'pending'});
    expect(during.verdict).toMatchObject({kind: 'pending', reason: {kind: 'halted'}});
    const after = reactionIn(at('13:00', events), 'a', AMZN);
    const resumed = events.find(event => event.kind === 'trade' && event.symbol === AMZN && event.at >= clock('11:12'));
    expect(horizon(after, '+5m')).toMatchObject({status: 'ok', toAt: plus(resumed?.at ?? clock('04:00'), minutes(5))});
    expect(horizon(after, '+1h').toAt).toBe(clock('12:00:07'));
  });

  test('in which a long horizon ends leaves it without a price', () => {
    const events = [
      ...stopped('11:55', '12:05'),
      halt('11:55', true),
      halt('12:05', false),
      on('a', '11:00:07', [AMZN]),
    ];
    expect(statuses(reactionIn(at('13:00', events), 'a', AMZN))).toMatchObject({'+30m': 'ok', '+1h': 'halted'});
  });
});

describe('the benchmark', () => {
  const named = (symbol: Ticker, symbols: readonly Ticker[], day: Partial<DayFile['day']>) =>
    reactionIn(at('13:00', [...MORNING, on('a', '11:00:07', symbols)], file(day)), 'a', symbol).benchmark;

  test('is the day’s fund without the name’s own part', () => {
    expect(named(AMZN, [AMZN], {benchmark: QQQ})).toMatchObject({kind: 'etf', name: 'QQQ without AMZN', weight: 0.05});
    expect(named(AMZN, [AMZN], {benchmark: ticker('SPY')})).toMatchObject({name: 'SPY', weight: 0});
    expect(named(QQQ, [AMZN], {benchmark: QQQ})).toMatchObject({kind: 'own mean'});
  });

  test('is the name’s own mean when the headline names every name', () => {
    expect(named(AMZN, NAMES, {})).toMatchObject({kind: 'own mean', name: 'own mean', symbols: []});
  });
});
