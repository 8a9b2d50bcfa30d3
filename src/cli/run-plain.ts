import {once} from 'node:events';
import type {Fault} from '../core/fault.ts';
import {alertLinesOf, rulesOf} from '../market/alerts/alert-lines.ts';
import type {AlertState} from '../market/alerts/alert-state.ts';
import {applyAlerts} from '../market/alerts/apply-alerts.ts';
import type {Snapshot} from '../market/snapshot.ts';
import type {ManualActs} from '../news/deals/manual-act.ts';
import {plainAlert, plainLines} from '../view/plain.ts';
import {readActsOf} from './day-acts.ts';
import type {EngineOrder} from './engine-order.ts';
import {errorLine, FAILED, OK} from './exit-code.ts';
import {startEngine} from './start-engine.ts';
import {untilSignal} from './until-signal.ts';

/**
 * The same engine without a screen: a line an event on stdout, no escapes. Ends with the day, with a signal, or with
 * a Fault. `alerts` are the rules that are
 * looked for, a line each that fires. `first` is printed before all else. A reader that is slow slows the printing, never the engine.
 */
export const runPlain = async (
  order: EngineOrder,
  alerts: readonly string[],
  first: readonly string[] = [],
): Promise<number> => {
  for (const line of first) process.stdout.write(`${line}\n`);
  let fault: Fault | undefined;
  let finish: () => void = () => {};
  const finished = new Promise<void>(resolve => {
    finish = resolve;
  });
  const engine = startEngine(order, problem => {
    fault = problem;
    finish();
  });
  const rules = rulesOf(alertLinesOf(alerts));
  let alertState: AlertState | undefined;
  let printed: Snapshot | undefined;
  let kept: ManualActs | undefined;
  const keptActs = ({file: {day}}: Snapshot): ManualActs => {
    const {acts, problem} = readActsOf(day, order.kind === 'replay' ? order.path : undefined, process.env);
    if (problem !== undefined) process.stderr.write(errorLine(problem));
    return acts;
  };
  let printing: Promise<void> = Promise.resolve();
  const print = async (): Promise<void> => {
    const next = engine.store.read();
    if (next === undefined || next === printed) return;
    const alerted = applyAlerts(alertState, rules, next);
    alertState = alerted.state;
    kept ??= keptActs(next);
    const lines = [...plainLines(printed, next, kept), ...alerted.fired.map(plainAlert)];
    printed = next;
    if (lines.length > 0 && !process.stdout.write(`${lines.join('\n')}\n`)) await once(process.stdout, 'drain');
    if (next.clock.state === 'ended') finish();
  };
  const unsubscribe = engine.store.subscribe(() => {
    printing = printing.then(print);
  });
  const signalled = untilSignal();
  await Promise.race([finished, signalled]);
  unsubscribe();
  await Promise.race([printing, signalled]);
  await engine.close();
  if (fault === undefined) return OK;
  process.stderr.write(errorLine(fault));
  return FAILED;
};
