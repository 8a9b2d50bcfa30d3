import {openNamedDay, readSettings} from '../open-named-day.ts';
import {parseSpeed, parseSymbols, parseWallTime, watchedSymbols} from '../parse-arguments.ts';
import type {ReplayOrder} from '../replay-engine.ts';

export type ReplayOptions = {
  readonly speed?: string;
  readonly at?: string;
  readonly symbols?: string;
  readonly plain?: true;
};

/** `replay`, and what plain `tapewire` does: the screen on a recorded day, or a line an event where there is no screen. */
export const runReplay = async (named: string | undefined, options: ReplayOptions): Promise<number> => {
  const settings = readSettings();
  const day = await openNamedDay(named, settings);
  await day.close();
  const asked = options.symbols === undefined ? undefined : parseSymbols(options.symbols);
  const order: ReplayOrder = {
    kind: 'replay',
    path: day.path,
    symbols: watchedSymbols(day.info, asked),
    at: options.at === undefined ? undefined : parseWallTime(options.at, day.info.date),
    speed: options.speed === undefined ? settings.values.speed : parseSpeed(options.speed),
  };
  if (named !== undefined && day.info.name === named) settings.save('lastDay', named);
  const {runEngineOrder} = await import('../run-engine-order.ts');
  return runEngineOrder(order, settings, options.plain === true);
};
