import {afterEach, describe, expect, test} from 'vitest';
import type {Instant} from '../../src/core/instant.ts';
import {atWallTime, type TradingDate} from '../../src/core/new-york.ts';
import type {FiredAlert} from '../../src/market/alerts/alert-rule.ts';
import type {AlertState} from '../../src/market/alerts/alert-state.ts';
import {applyAlerts} from '../../src/market/alerts/apply-alerts.ts';
import {parseAlertRule} from '../../src/market/alerts/parse-alert-rule.ts';
import type {Snapshot} from '../../src/market/snapshot.ts';
import {formatClock} from '../../src/view/format.ts';
import {dayFolder, SYMBOLS} from '../fixtures/committed-day.ts';
import {type RunningReplay, startReplay} from './running-replay.ts';

const THEN = 'headline openai then AMZN ±1% in 5m';
const RULES = [THEN, 'AMZN > 245', 'headline openai', 'any ±1.5% in 5m'];
const NAMES = SYMBOLS.filter(symbol => symbol !== 'QQQ');
const at = (hour: number, minute: number, second = 0): Instant =>
  atWallTime('2026-01-30' as TradingDate, hour, minute, second);
const rules = RULES.map(text => parseAlertRule(text).rule).filter(rule => rule !== undefined);

let replay: RunningReplay | undefined;
afterEach(() => replay?.stop());

const open = async (at: Instant, speed: number) => {
  const running = await startReplay({path: dayFolder('2026-01-30'), symbols: NAMES, at, speed});
  replay = running;
  const fired: FiredAlert[] = [];
  let state: AlertState | undefined;
  let looked: Snapshot | undefined;
  const look = (): void => {
    const snapshot = running.store.read();
    if (snapshot === undefined || snapshot === looked) return;
    looked = snapshot;
    const next = applyAlerts(state, rules, snapshot);
    state = next.state;
    fired.push(...next.fired);
  };
  look();
  running.store.subscribe(look);
  const past = (at: Instant) => running.until(({clock}) => clock.now >= at && clock.state !== 'seeking');
  return {fired, past, send: running.send};
};

const said = ({rule, at, symbol}: FiredAlert): string => `${formatClock(at)} ${rule} ${symbol ?? ''}`.trim();

describe('alerts over a replay, the whole way', () => {
  test.each([20, 600])('fire at their seconds, at %d times the speed', {timeout: 60_000}, async speed => {
    const {fired, past} = await open(at(8, 3, 30), speed);
    await past(at(8, 4, 40));
    expect(fired.filter(one => one.at < at(8, 4, 40)).map(said)).toEqual([
      '08:04:07 headline openai',
      `08:04:09 ${THEN} AMZN`,
      '08:04:09 AMZN > 245 AMZN',
      '08:04:09 any ±1.5% in 5m AMZN',
    ]);
  });

  test('opened after it, or wound over it, they keep still; wound back before it, they fire', {
    timeout: 60_000,
  }, async () => {
    const {fired, past, send} = await open(at(8, 6), 30);
    await past(at(8, 6, 30));
    expect(fired.map(said)).toEqual([]);
    send({kind: 'seek', to: at(8, 3, 50)});
    await replay?.until(({clock}) => clock.now < at(8, 4) && clock.state !== 'seeking');
    expect(fired).toEqual([]);
    send({kind: 'seek', to: at(8, 20)});
    await past(at(8, 20, 20));
    expect(fired).toEqual([]);
    send({kind: 'seek', to: at(8, 4)});
    await replay?.until(({clock}) => clock.now < at(8, 5) && clock.now > at(8, 4, 20) && clock.state !== 'seeking');
    expect(fired.map(said)).toContain(`08:04:09 ${THEN} AMZN`);
  });
});
