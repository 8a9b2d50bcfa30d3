import {alertProblems} from '../market/alerts/alert-lines.ts';
import type {Settings} from '../settings/settings.ts';
import type {EngineOrder} from './engine-order.ts';
import {errorLine} from './exit-code.ts';
import {PLAIN_HELP} from './plain-help.ts';
import {startSwitchingEngine} from './switching-engine.ts';

/** Whether a screen can be drawn at all: both ends a terminal, and one that understands cursor movements. */
export const hasScreen = (): boolean =>
  process.stdin.isTTY === true && process.stdout.isTTY === true && process.env['TERM'] !== 'dumb';

/** Whether the person hears the screen rather than sees it. */
const isHeard = (settings: Settings): boolean =>
  settings.values.screenReader || process.env['INK_SCREEN_READER'] === 'true';

/** The screen where there is one to draw on and eyes to see it, otherwise a line an event. */
export const runEngineOrder = async (order: EngineOrder, settings: Settings, plain: boolean): Promise<number> => {
  if (plain || !hasScreen() || isHeard(settings)) {
    const {runPlain} = await import('./run-plain.ts');
    // Lines into a pipe are for a program, which asked for no words to itself.
    for (const problem of alertProblems(settings.values.alerts)) process.stderr.write(errorLine(problem));
    return runPlain(
      order,
      settings.values.alerts,
      isHeard(settings) && process.stdout.isTTY === true ? PLAIN_HELP : [],
    );
  }
  // The engine's thread gets going while this one loads what draws.
  const engine = startSwitchingEngine(order.kind === 'watch' ? {...order, mends: true} : order);
  const {runScreen} = await import('./run-screen.tsx');
  return runScreen(engine, settings);
};
