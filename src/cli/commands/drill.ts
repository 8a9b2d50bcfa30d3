import {Fault} from '../../core/fault.ts';
import {createRandom} from '../../feeds/synthetic/seeded-random.ts';
import {openDay} from '../../tape/day.ts';
import {findDay, listDays} from '../../tape/days.ts';
import {chance} from '../chance.ts';
import {dayRoots} from '../day-roots.ts';
import {readSettings} from '../open-named-day.ts';
import {parseSpeed, parseSymbols, parseWallTime, watchedSymbols} from '../parse-arguments.ts';
import type {ReplayOrder} from '../replay-engine.ts';
import {hasScreen} from '../run-engine-order.ts';

export type DrillOptions = {
  readonly speed?: string;
  readonly at?: string;
  readonly symbols?: string;
  readonly seed?: string;
};

/** Fast enough that an hour without headlines is over in a dozen seconds. */
const SPEED = 300;

/** One of the days at hand that have headlines, drawn by `random` in [0, 1). */
const drawDay = async (random: () => number): Promise<string> => {
  const days = (await listDays(dayRoots(process.env))).filter(day => day.fault === undefined && day.headlines > 0);
  const drawn = days[Math.floor(random() * days.length)];
  if (drawn !== undefined) return drawn.path;
  throw new Fault('tape/missing', 'there is no day with headlines', {remedy: 'make one with `tapewire import`'});
};

/** `drill`: a day that is not named, a call at each headline, and the score. Fault `usage` where there is no screen. */
export const runDrill = async (named: string | undefined, options: DrillOptions): Promise<number> => {
  if (!hasScreen())
    throw new Fault('usage', 'a drill needs a terminal to show the day and to hear the calls', {
      remedy: 'run it in one; `tapewire drill --history` can be piped',
    });
  const settings = readSettings();
  const random = options.seed === undefined ? chance : createRandom('drill', options.seed);
  const path = named === undefined ? await drawDay(random) : await findDay(named, dayRoots(process.env));
  const day = await openDay(path);
  await day.close();
  const asked = options.symbols === undefined ? undefined : parseSymbols(options.symbols);
  const order: ReplayOrder = {
    kind: 'replay',
    path,
    symbols: watchedSymbols(day.info, asked),
    // Not where a replay opens: that is chosen with the big headline in mind, and would tell of it.
    at: options.at === undefined ? day.info.startAt : parseWallTime(options.at, day.info.date),
    speed: options.speed === undefined ? SPEED : parseSpeed(options.speed),
    holdAtHeadlines: true,
  };
  const {startSwitchingEngine} = await import('../switching-engine.ts');
  const engine = startSwitchingEngine(order);
  const {runBlind} = await import('../run-blind.tsx');
  return runBlind(engine, settings);
};
