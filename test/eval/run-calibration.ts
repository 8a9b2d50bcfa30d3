import {readFileSync} from 'node:fs';
import type {Instant} from '../../src/core/instant.ts';
import {parseInstant} from '../../src/core/parse-instant.ts';
import {type Against, calibrationFigures, type NewsAt, type PartFigures} from './calibration-figures.ts';
import {sessionBarsOf} from './session-bars.ts';

const BASELINES: readonly Against[] = ['all other sessions', 'earlier sessions', 'no session'];

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
  windows === 0 ? '·' : `${((100 * events) / windows).toFixed(1)}%`;
const cells = ({windows, calibrated, plain, apart, calibratedApart, refused}: PartFigures): string =>
  [
    share(calibrated, windows).padStart(6),
    String(windows).padStart(6),
    share(calibratedApart, apart).padStart(7),
    String(apart).padStart(6),
    share(plain, windows).padStart(7),
    String(refused).padStart(8),
  ].join('');

/** Prints how often the screen's t calls a window without news an event at a nominal 5%. */
export const runCalibration = (bars: string, news?: string): void => {
  const newsAt: NewsAt = news === undefined ? () => [] : newsOf(news);
  const {sessions: all, leftOut} = sessionBarsOf(bars);
  process.stdout.write(
    `${all.length} sessions of names, ${leftOut} left out (half days, holes); ` +
      `${news === undefined ? 'news not known: every window' : 'windows without news'}\n` +
      'a headline at every slot of 5 min; apart: of windows that do not overlap; plain: t without hour and day\n',
  );
  for (const against of BASELINES) {
    const {horizons, sessions, benchmarks} = calibrationFigures(all, against, newsAt);
    const [least, most] = sessions;
    const kept = against === 'no session' ? 'same day' : `${least} to ${most} sessions`;
    process.stdout.write(
      benchmarks.size === 0
        ? `against ${against}: no window is given a t\n`
        : `against ${against}: ${kept}; ${[...benchmarks].join(', ')}\n`,
    );
    process.stdout.write('  window part     share     n  apart     n  plain refused\n');
    for (const [name, parts] of horizons)
      for (const [part, figures] of Object.entries(parts))
        process.stdout.write(`  ${name.padEnd(6)} ${part.padEnd(7)} ${cells(figures)}\n`);
  }
};
