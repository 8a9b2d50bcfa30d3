import {minus, plus} from '../../core/instant.ts';
import type {Ticker} from '../../core/ticker.ts';
import type {Snapshot, WireItem} from '../snapshot.ts';
import type {AlertRule, AlertTest, FiredAlert, LevelTest, MoveTest} from './alert-rule.ts';
import {
  type AlertState,
  type Arm,
  LATE_HEADLINE,
  LATE_PRINT,
  nextSecond,
  type RuleState,
  SETTLING,
} from './alert-state.ts';
import {formatAlertTest} from './format-alert-rule.ts';
import {freshHeadlines, passedNow} from './headline-alerts.ts';
import {
  type FreshBars,
  firstLevelWatch,
  firstMoveWatch,
  freshBars,
  lookAfterHeadline,
  lookAtLevel,
  lookAtMove,
  NEVER_SEEN,
  type Shot,
} from './price-alerts.ts';

/** Headlines that can wait for a price at once, of one rule: the newest. */
const MOST_ARMS = 32;

/** What changed between two snapshots, worked out once for all rules. */
type Look = {
  readonly snapshot: Snapshot;
  readonly headlines: readonly WireItem[];
  readonly barsOf: (symbol: Ticker) => FreshBars | undefined;
};

type Outcome = {readonly state: RuleState; readonly fired: readonly FiredAlert[]};

const EMPTY: Pick<RuleState, 'names' | 'told' | 'arms'> = {names: new Map(), told: new Set(), arms: []};

const namesOf = (symbol: Ticker | 'any', {file}: Snapshot): readonly Ticker[] =>
  symbol === 'any' ? file.day.symbols : [symbol];

/** A rule that looks for the first time: all that is there already is known to it, and fires nothing. */
const begun = (test: AlertTest, snapshot: Snapshot): RuleState => {
  const state: RuleState = {...EMPTY, from: snapshot.clock.now};
  switch (test.kind) {
    case 'level':
      return {...state, names: new Map([[test.symbol, firstLevelWatch(test, snapshot)]])};
    case 'move': {
      const watches = namesOf(test.symbol, snapshot).map(
        symbol => [symbol, firstMoveWatch(test, snapshot.bars.get(symbol), state.from)] as const,
      );
      return {...state, names: new Map(watches)};
    }
    case 'headline':
    case 'then':
      return {...state, told: passedNow(test.filter, state, snapshot.wire).told};
  }
};

const priceAlert = (test: AlertTest, symbol: Ticker, shot: Shot): FiredAlert => ({
  rule: formatAlertTest(test),
  kind: test.kind,
  outcome: 'fired',
  symbol,
  headline: undefined,
  ...shot,
});

const afterPrices = (test: LevelTest | MoveTest, before: RuleState, look: Look): Outcome => {
  const fired: FiredAlert[] = [];
  let names = before.names;
  for (const symbol of namesOf(test.symbol, look.snapshot)) {
    const bars = look.barsOf(symbol);
    if (bars === undefined) continue;
    const watch = names.get(symbol) ?? NEVER_SEEN;
    const {watch: next, shots} =
      test.kind === 'level' ? lookAtLevel(test, watch, bars) : lookAtMove(test, watch, nextSecond(before.from), bars);
    names = new Map(names).set(symbol, next);
    for (const shot of shots) fired.push(priceAlert(test, symbol, shot));
  }
  return {state: {...before, names}, fired};
};

const headlineAlert = (test: AlertTest, {headline}: WireItem, late: boolean): FiredAlert => ({
  rule: formatAlertTest(test),
  kind: test.kind,
  outcome: late ? 'late' : 'fired',
  at: headline.receivedAt,
  symbol: undefined,
  headline: {id: headline.id, text: headline.headline},
  price: undefined,
  base: undefined,
});

const armOf = ({headline}: WireItem, {window}: MoveTest): Arm => ({
  headline: {id: headline.id, text: headline.headline},
  publishedAt: headline.at,
  receivedAt: headline.receivedAt,
  until: plus(headline.receivedAt, window),
  moved: new Set(),
});

/** The arms after the bars of a look: each fires once a name. */
const afterMoves = (
  test: AlertTest & {kind: 'then'},
  before: readonly Arm[],
  look: Look,
): {readonly arms: readonly Arm[]; readonly fired: readonly FiredAlert[]} => {
  const fired: FiredAlert[] = [];
  const isOver = minus(minus(look.snapshot.clock.now, SETTLING), LATE_PRINT);
  const arms = before.map(arm => {
    const moved = new Set(arm.moved);
    for (const symbol of namesOf(test.move.symbol, look.snapshot)) {
      const bars = moved.has(symbol) ? undefined : look.barsOf(symbol);
      const shot = bars === undefined ? undefined : lookAfterHeadline(test.move, arm, bars);
      if (shot === undefined) continue;
      moved.add(symbol);
      fired.push({...priceAlert(test, symbol, shot), headline: arm.headline});
    }
    return moved.size === arm.moved.size ? arm : {...arm, moved};
  });
  return {arms: arms.filter(arm => arm.until > isOver), fired};
};

const afterHeadlines = (test: AlertTest & {kind: 'headline' | 'then'}, before: RuleState, look: Look): Outcome => {
  const {told, passed} =
    look.headlines.length === 0 ? {told: before.told, passed: []} : passedNow(test.filter, before, look.headlines);
  if (test.kind === 'headline')
    return {state: {...before, told}, fired: passed.map(({item, late}) => headlineAlert(test, item, late))};
  const late = passed.filter(one => one.late).map(({item}) => headlineAlert(test, item, true));
  const waiting = [...before.arms, ...passed.filter(one => !one.late).map(({item}) => armOf(item, test.move))];
  if (waiting.length === 0) return {state: {...before, told}, fired: late};
  const {arms, fired} = afterMoves(test, waiting.slice(-MOST_ARMS), look);
  return {state: {...before, told, arms}, fired: [...late, ...fired]};
};

const afterLook = (test: AlertTest, before: RuleState, look: Look): Outcome =>
  test.kind === 'level' || test.kind === 'move' ? afterPrices(test, before, look) : afterHeadlines(test, before, look);

/** Whether the clock ran from one to the other: it was not set, and it is the same day. */
const ranOn = (before: Snapshot, after: Snapshot): boolean =>
  before.file.day.name === after.file.day.name &&
  (before.clock.jumps ?? 0) === (after.clock.jumps ?? 0) &&
  before.clock.now <= after.clock.now;

/** Live, a moment that is over by the time anybody can look is told of as late. */
const judged = (alert: FiredAlert, {clock}: Snapshot): FiredAlert =>
  clock.mode === 'live' && clock.now > plus(alert.at, LATE_HEADLINE) ? {...alert, outcome: 'late'} : alert;

const lookFrom = (before: Snapshot, snapshot: Snapshot): Look => {
  const bars = new Map<Ticker, FreshBars | undefined>();
  return {
    snapshot,
    headlines: freshHeadlines(before, snapshot),
    barsOf: symbol => {
      if (!bars.has(symbol)) bars.set(symbol, freshBars(symbol, before, snapshot));
      return bars.get(symbol);
    },
  };
};

/**
 * Looks at the next published snapshot: what fired since the last, in order of time, and what to remember. Whatever
 * the cuts between publishes, prints that arrive in the order of their seconds fire the same rules in the same seconds.
 * Nothing fires on what was there when a rule began, when a day was opened, or when the clock was set: that is where
 * every rule begins anew. While a seek is under way nothing is looked at.
 */
export const applyAlerts = (
  before: AlertState | undefined,
  rules: readonly AlertRule[],
  snapshot: Snapshot,
): {readonly state: AlertState | undefined; readonly fired: readonly FiredAlert[]} => {
  if (snapshot.clock.state === 'seeking') return {state: undefined, fired: []};
  const last = before !== undefined && ranOn(before.snapshot, snapshot) ? before : undefined;
  const look = lookFrom(last?.snapshot ?? snapshot, snapshot);
  const states = new Map<string, RuleState>();
  const fired: FiredAlert[] = [];
  for (const {enabled, test} of rules) {
    const text = formatAlertTest(test);
    if (!enabled || states.has(text)) continue;
    const known = last?.rules.get(text);
    const outcome = known === undefined ? undefined : afterLook(test, known, look);
    states.set(text, outcome?.state ?? begun(test, snapshot));
    if (outcome !== undefined) fired.push(...outcome.fired);
  }
  return {
    state: {snapshot, rules: states},
    fired: fired.map(alert => judged(alert, snapshot)).sort((a, b) => a.at - b.at),
  };
};
