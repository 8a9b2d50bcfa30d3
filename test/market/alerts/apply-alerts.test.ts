import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import type {FeedEvent, Trade} from '../../../src/core/events.ts';
import {type Instant, plus, seconds, span} from '../../../src/core/instant.ts';
import {wallTimeAt} from '../../../src/core/new-york.ts';
import type {FiredAlert} from '../../../src/market/alerts/alert-rule.ts';
import type {AlertState} from '../../../src/market/alerts/alert-state.ts';
import {applyAlerts} from '../../../src/market/alerts/apply-alerts.ts';
import {parseAlertRule} from '../../../src/market/alerts/parse-alert-rule.ts';
import {applyChange} from '../../../src/market/apply-change.ts';
import {applyEvent} from '../../../src/market/apply-event.ts';
import {collectChange} from '../../../src/market/collect-change.ts';
import {createMarket} from '../../../src/market/market.ts';
import type {ClockFace, Snapshot} from '../../../src/market/snapshot.ts';
import {AMZN, clock, dayFile, headline, MSFT, trade} from '../market-fixtures.ts';

const rulesOf = (texts: readonly string[]) =>
  texts.map(text => {
    const {rule, error} = parseAlertRule(text);
    if (rule === undefined) throw new Error(error);
    return rule;
  });

const OPEN = clock('09:30');
const moment = (count: number): Instant => plus(OPEN, seconds(count));
const LAG = span(40_000);

/** A print so many seconds after the opening, known a moment later. */
const print = (second: number, price: number, changes: Partial<Trade> = {}): Trade =>
  trade(moment(second), price, 100, {receivedAt: plus(moment(second), LAG), ...changes});

const told = (id: string, second: number, text: string, changes: Parameters<typeof headline>[2] = {}) =>
  headline(id, moment(second), {headline: text, receivedAt: plus(moment(second), seconds(1)), ...changes});

/** A published market that goes on as it is told, and what fired by then. */
const createRun = (texts: readonly string[], face: Partial<ClockFace> = {}) => {
  const market = createMarket({file: dayFile()});
  let rules = rulesOf(texts);
  let snapshot: Snapshot | undefined;
  let state: AlertState | undefined;
  const fired: FiredAlert[] = [];
  const look = (now: Instant, changes: Partial<ClockFace> = {}): void => {
    const clockFace: ClockFace = {now, mode: 'replay', state: 'running', speed: 60, ...face, ...changes};
    snapshot = applyChange(snapshot, collectChange(market, clockFace));
    const next = applyAlerts(state, rules, snapshot);
    state = next.state;
    fired.push(...next.fired);
  };
  return {
    fired,
    look,
    take: (events: readonly FeedEvent[]): void => {
      for (const event of events) applyEvent(market, event);
    },
    setRules: (next: readonly string[]): void => {
      rules = rulesOf(next);
    },
  };
};

const byReceipt = (events: readonly FeedEvent[]): readonly FeedEvent[] =>
  events.toSorted((a, b) => a.receivedAt - b.receivedAt);

const said = (alert: FiredAlert): string => {
  const {hour, minute, second} = wallTimeAt(alert.at);
  const time = [hour, minute, second].map(part => String(part).padStart(2, '0')).join(':');
  return [time, alert.symbol ?? alert.headline?.id, alert.price, alert.outcome === 'late' ? 'late' : undefined]
    .filter(part => part !== undefined)
    .join(' ');
};

/** What the rules fire over the events, looked at every `every` seconds from the opening on. */
const fires = (texts: readonly string[], events: readonly FeedEvent[], every = 1, until = 1_200): readonly string[] => {
  const run = createRun(texts);
  const coming = [...byReceipt([print(-60, 240), ...events])];
  for (let second = 0; second <= until; second += every) {
    const now = moment(second);
    while (coming[0] !== undefined && coming[0].receivedAt <= now) run.take([coming.shift() as FeedEvent]);
    run.look(now);
  }
  return run.fired.map(said);
};

describe('a level', () => {
  test('fires when a price crosses it, and not while one is beyond it', () => {
    expect(fires(['AMZN > 245'], [print(5, 244), print(9, 245.5), print(10, 246), print(300, 247)])).toEqual([
      '09:30:09 AMZN 245.5',
    ]);
    expect(fires(['AMZN < 239'], [print(9, 238.5)])).toEqual(['09:30:09 AMZN 238.5']);
    expect(fires(['AMZN > 245'], [print(9, 245)])).toEqual([]);
  });

  test('a price that is beyond when the rule begins has to come back first', () => {
    expect(fires(['AMZN > 239'], [print(9, 242)])).toEqual([]);
    expect(fires(['AMZN > 239'], [print(9, 238), print(20, 242)])).toEqual(['09:30:20 AMZN 242']);
  });

  test('a spike of one print between two publishes is not missed', () => {
    expect(fires(['AMZN > 245'], [print(8, 244), print(9, 251), print(9.5, 244)], 30)).toEqual(['09:30:09 AMZN 251']);
  });

  test('a price that hovers rings once; one that went back for good rings again', () => {
    const hover = Array.from({length: 400}, (_, index) => print(10 + index, index % 2 === 0 ? 245.01 : 244.99));
    expect(fires(['AMZN > 245'], hover)).toHaveLength(1);
    const back = [print(10, 245.5), print(20, 244), print(30, 245.5), print(90, 244), print(100, 245.5)];
    expect(fires(['AMZN > 245'], back)).toEqual(['09:30:10 AMZN 245.5', '09:31:40 AMZN 245.5']);
  });

  test('prints of a halt fire nothing; the one that reopens does', () => {
    const halt = (second: number, halted: boolean): FeedEvent => ({
      kind: 'halt',
      symbol: AMZN,
      halted,
      code: 'LUDP',
      reason: '',
      tape: 'C',
      at: moment(second),
      receivedAt: moment(second),
    });
    expect(fires(['AMZN > 245'], [halt(5, true), print(9, 246), halt(60, false)])).toEqual([]);
    expect(fires(['AMZN > 245'], [halt(5, true), halt(60, false), print(61, 246)])).toEqual(['09:31:01 AMZN 246']);
  });
});

describe('a move', () => {
  test('is measured from the price a window before, up and down apart', () => {
    const rise = [print(100, 241), print(200, 242.4), print(220, 242.5), print(400, 240)];
    expect(fires(['AMZN ±1% in 5m'], rise)).toEqual(['09:33:20 AMZN 242.4']);
    expect(fires(['AMZN +1% in 5m'], rise)).toHaveLength(1);
    expect(fires(['AMZN -1% in 5m'], rise)).toEqual([]);
    // 2.6 up over ten minutes is never one in a hundred within five.
    expect(fires(['AMZN ±1% in 5m'], [print(200, 241.3), print(520, 242.6)])).toEqual([]);
  });

  test('rests for its window, and never counts one move twice', () => {
    const climb = Array.from({length: 120}, (_, index) => print(index * 10, 240 * 1.001 ** index));
    expect(fires(['AMZN ±1% in 1m'], climb)).toEqual([]);
    // A tenth of a percent every ten seconds: a percent by 1:40, and again after each rest of two minutes.
    expect(fires(['AMZN +1% in 2m'], climb, 1, 1_190)).toHaveLength(10);
  });

  test('any is every watched name', () => {
    const both = [print(0, 400, {symbol: MSFT}), print(30, 410, {symbol: MSFT}), print(40, 236)];
    expect(fires(['any ±1.5% in 5m'], both)).toEqual(['09:30:30 MSFT 410', '09:30:40 AMZN 236']);
  });
});

describe('a headline', () => {
  const SCOOP = 'Amazon in advanced talks to invest up to $50 billion in OpenAI';

  test('fires once a story: a reprint does not', () => {
    const wire = [told('a', 10, SCOOP, {source: 'Bloomberg'}), told('b', 44, SCOOP, {source: 'Reuters'})];
    expect(fires(['headline openai'], wire)).toEqual(['09:30:11 a']);
    expect(fires(['headline name:AMZN amount>=10B'], wire)).toEqual(['09:30:11 a']);
    expect(fires(['headline nvidia'], wire)).toEqual([]);
  });

  test('an edition that passes for the first time does, one that passes again does not', () => {
    const first = told('a', 10, 'Amazon in talks to invest in OpenAI');
    const more = told('a', 10, 'CORRECTED: Amazon in talks to invest $60 billion in OpenAI', {
      updatedAt: moment(100),
      receivedAt: moment(101),
    });
    expect(fires(['headline amount>=10B'], [first, more])).toEqual(['09:31:41 a']);
    expect(fires(['headline openai'], [first, more])).toEqual(['09:30:11 a']);
  });

  test('one that comes long after it was published is told of as late; what was there before is not', () => {
    expect(fires(['headline openai'], [told('a', 10, SCOOP, {receivedAt: moment(100)})])).toEqual(['09:31:40 a late']);
    expect(fires(['headline openai'], [told('a', -300, SCOOP, {receivedAt: moment(100)})])).toEqual([]);
    expect(fires(['headline openai'], [told('a', -30, SCOOP)])).toEqual([]);
  });

  test('then a price: within the window from its receipt, against the price before it was published', () => {
    const rule = ['headline openai then AMZN ±1% in 5m'];
    const scoop = told('a', 100, SCOOP);
    const moved = [print(90, 240), scoop, print(104, 243)];
    expect(fires(rule, moved)).toEqual(['09:31:44 AMZN 243']);
    expect(fires(rule, [print(90, 240), scoop, print(402, 243)])).toEqual([]);
    expect(fires(rule, [print(90, 240), print(95, 243), scoop])).toEqual([]);
    expect(fires(rule, [print(90, 240), print(104, 243)])).toEqual([]);
    // It had moved before the receipt, after the publication: that counts as soon as it is known of.
    expect(fires(rule, [print(90, 240), scoop, print(100.5, 243), print(102, 243)])).toEqual(['09:31:42 AMZN 243']);
  });
});

describe('nothing old fires', () => {
  const SCOOP = told('a', -300, 'Amazon in talks to invest $50 billion in OpenAI');
  const RULES = ['AMZN > 239', 'AMZN ±1% in 5m', 'headline openai', 'headline openai then AMZN ±1% in 30m'];
  const MORNING = [print(-400, 230), SCOOP, print(-200, 242)];

  test('when a day is opened in the middle', () => {
    expect(fires(RULES, MORNING)).toEqual([]);
  });

  test('when the clock was set on, nor while it is being set, nor when it was set back', () => {
    const run = createRun(RULES);
    run.take([print(-400, 230)]);
    run.look(moment(-390));
    run.take([SCOOP, print(-200, 242)]);
    run.look(moment(-200), {state: 'seeking', jumps: 1});
    run.look(moment(0), {jumps: 1});
    run.look(moment(1), {jumps: 1});
    expect(run.fired).toEqual([]);
    const other = createRun(RULES);
    other.take([print(-400, 230)]);
    other.look(moment(-390));
    other.take([SCOOP, print(-200, 242)]);
    // A jump that was over before anybody could see it.
    other.look(moment(0), {jumps: 1});
    other.look(moment(-390), {jumps: 2});
    expect(other.fired).toEqual([]);
  });

  test('when a rule is written, or put on again', () => {
    const run = createRun([]);
    run.take(MORNING);
    run.look(moment(0));
    run.setRules(RULES);
    run.look(moment(1));
    run.setRules(RULES.map(rule => `off ${rule}`));
    run.take([print(2, 230)]);
    run.look(moment(3));
    run.setRules(RULES);
    run.look(moment(10));
    run.look(moment(20));
    expect(run.fired).toEqual([]);
  });

  test('when prints come long after they were made', () => {
    const run = createRun(['AMZN > 245']);
    run.take([print(-60, 240)]);
    run.look(moment(0));
    run.look(moment(100));
    run.take([print(10, 250)]);
    run.look(moment(101));
    run.take([print(102, 240)]);
    run.look(moment(110));
    expect(run.fired).toEqual([]);
  });

  test('live, when nobody looked for long', () => {
    const run = createRun(['AMZN > 245'], {mode: 'live'});
    run.take([print(-60, 240)]);
    run.look(moment(0));
    run.take([print(10, 250)]);
    run.look(moment(300));
    expect(run.fired.map(said)).toEqual(['09:30:10 AMZN 250 late']);
  });
});

describe('every cutting', () => {
  test('of one tape into publishes fires the same rules in the same seconds', () => {
    const texts = [
      'AMZN > 241',
      'AMZN < 239.5',
      'AMZN ±0.5% in 30s',
      'any -1% in 2m',
      'headline openai',
      'headline openai then any ±0.4% in 1m',
    ];
    const steps = fc.array(fc.record({gap: fc.integer({min: 1, max: 9}), cents: fc.integer({min: -90, max: 90})}), {
      minLength: 40,
      maxLength: 120,
    });
    const cuts = fc.array(fc.integer({min: 1, max: 40}), {minLength: 1, maxLength: 30});
    fc.assert(
      fc.property(steps, cuts, cuts, fc.integer({min: 5, max: 200}), (walk, one, other, news) => {
        let [second, price] = [0, 240];
        const prints = walk.map(({gap, cents}) => {
          second += gap * 0.7;
          price += cents / 100;
          return print(second, Math.round(price * 100) / 100);
        });
        const events = byReceipt([...prints, told('n', news, 'OpenAI says something new')]);
        const end = second + 60;
        const firedBy = (lengths: readonly number[]): readonly string[] => {
          const run = createRun(texts);
          run.take([print(-60, 240)]);
          run.look(moment(0));
          let next = 0;
          for (let now = 0, cut = 0; now < end; cut++) {
            now = Math.min(end, now + (lengths[cut % lengths.length] ?? 1) / 3);
            for (
              let event = events[next];
              event !== undefined && event.receivedAt <= moment(now);
              event = events[++next]
            )
              run.take([event]);
            run.look(moment(now));
          }
          return run.fired.map(({rule, at, symbol}) => `${rule} ${Math.floor(at / 1e6)} ${symbol}`).sort();
        };
        expect(firedBy(one)).toEqual(firedBy(other));
        expect(firedBy(one)).toEqual(firedBy(one));
      }),
      {numRuns: 60},
    );
  });
});
