import type {Settings} from '../settings/settings.ts';
import type {EngineOrder} from './engine-order.ts';

/** Whether a screen can be drawn at all: both ends a terminal, and one that understands cursor movements. */
const hasScreen = (): boolean =>
  process.stdin.isTTY === true && process.stdout.isTTY === true && process.env['TERM'] !== 'dumb';

/** The screen where there is one to draw on, otherwise a line an event. */
export const runEngineOrder = async (order: EngineOrder, settings: Settings, plain: boolean): Promise<number> => {
  if (plain || !hasScreen()) {
    const {runPlain} = await import('./run-plain.ts');
    return runPlain(order);
  }
  const {runScreen} = await import('./run-screen.tsx');
  return runScreen(order, settings);
};
