import {readFileSync} from 'node:fs';
import {type Instant, minutes, type Span} from '../../src/core/instant.ts';
import {parseInstant} from '../../src/core/parse-instant.ts';
import {type Against, calibrationFigures, type NewsAt, type PartFigures} from './calibration-figures.ts';
import {sessionGridsOf} from './session-grids.ts';

const BASELINES: readonly Against[] = ['all other sessions', 'earlier sessions'];
const HORIZONS: readonly Span[] = [minutes(5), minutes(15), minutes(30), minutes(60)];

/** Stamps of the headlines on each name: a line to each, with `created_at` and `symbols`. */
const newsOf = (path: string): NewsAt => {
  const byName = new Map<string, Instant[]>();
  for (const line of readFileSync(path, 'utf8').trim().split('\n')) {
    const {created_at, symbols} = JSON.parse(line) as {
      readonly created_at: string;
      readonly symbols: readonly string[];
    };
    const at = parseInstant(created_at);
    if (at === undefined) continue;
    for (const symbol of symbols) byName.set(symbol, [...(byName.get(symbol) ?? []), at]);
  }
  return name => byName.get(name) ?? [];
};

const share = (events: number, windows: number): string =>
  windows === 0 ? '     ·' : `${((100 * events) / windows).toFixed(1).padStart(5)}%`;
const cells = ({windows, calibrated, plain}: PartFigures): string =>
  `${share(calibrated, windows)} (${share(plain, windows).trim()}) of ${String(windows).padEnd(5)}`;

/** Prints how often the calibrated t, and in brackets the plain one, calls a window an event at a nominal 5%. */
export const runCalibration = (bars: string, news?: string): void => {
  const {slot: own} = sessionGridsOf(bars);
  const newsAt: NewsAt = news === undefined ? () => [] : newsOf(news);
  for (const slot of own < minutes(5) ? [own, minutes(5)] : [own]) {
    const {grids, badPrints, leftOut} = sessionGridsOf(bars, slot);
    process.stdout.write(
      `slots of ${slot / minutes(1)} min: ${grids.length} sessions of names, ${leftOut} left out (half days, holes), ` +
        `${badPrints} bad prints dropped; windows from every slot, so they overlap; ${news === undefined ? 'news not known: every window' : 'windows without news'}\n`,
    );
    for (const against of BASELINES) {
      const rows = HORIZONS.filter(horizon => horizon >= slot).map(horizon => ({
        horizon,
        ...calibrationFigures(grids, slot, horizon, against, newsAt),
      }));
      const [first] = rows;
      if (first === undefined || first.sessions[1] === 0) {
        process.stdout.write(`  against ${against}: none at hand\n`);
        continue;
      }
      process.stdout.write(
        `  against ${against}: ${first.sessions[0]} to ${first.sessions[1]} of them; ${[...first.benchmarks].join(', ')}\n`,
      );
      for (const {horizon, parts} of rows)
        process.stdout.write(
          `    ${String(horizon / minutes(1)).padStart(2)} min  open ${cells(parts.open)} middle ${cells(parts.middle)} close ${cells(parts.close)}\n`,
        );
    }
  }
};
