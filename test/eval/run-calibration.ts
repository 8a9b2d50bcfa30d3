import {readFileSync} from 'node:fs';
import type {Instant} from '../../src/core/instant.ts';
import {parseInstant} from '../../src/core/parse-instant.ts';
import {
  type Against,
  type CalibrationFigures,
  calibrationFigures,
  type NewsAt,
  type PartFigures,
} from './calibration-figures.ts';
import {sessionBarsOf} from './session-bars.ts';
import {shareInterval} from './share-interval.ts';

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
/** The bounds that a nominal 5% is held to. */
const [LEAST, MOST] = [0.03, 0.07];

const intervalWords = (figures: PartFigures): string => {
  if (figures.windows === 0) return '·';
  const {low, high} = shareInterval(figures);
  const outside = low > MOST || high < LEAST ? '!' : '';
  return `${outside}${(100 * low).toFixed(1)}-${(100 * high).toFixed(1)}%`;
};

const cells = (figures: PartFigures): string => {
  const {windows, calibrated, plain, apart, calibratedApart, refused} = figures;
  return [
    share(calibrated, windows).padStart(6),
    intervalWords(figures).padStart(12),
    String(windows).padStart(6),
    share(calibratedApart, apart).padStart(7),
    String(apart).padStart(6),
    share(plain, windows).padStart(7),
    String(refused).padStart(8),
  ].join('');
};

/** Why windows were given no t, the commonest reason first, its figures of how far history fell short left out. */
const refusedWords = (horizons: CalibrationFigures['horizons']): string => {
  const counts = new Map<string, number>();
  for (const parts of horizons.values())
    for (const [part, {reasons}] of Object.entries(parts))
      for (const [reason, count] of reasons) {
        const words = `${part}: ${reason.replace(/\d+ of /, 'fewer than ')}`;
        counts.set(words, (counts.get(words) ?? 0) + count);
      }
  const lines = [...counts]
    .sort(([, a], [, b]) => b - a)
    .map(([words, count]) => `  refused ${count} at the ${words}\n`);
  return lines.join('');
};

/** Prints how often the screen's t calls a window without news an event at a nominal 5%. */
export const runCalibration = (bars: string, news?: string): void => {
  const newsAt: NewsAt = news === undefined ? () => [] : newsOf(news);
  const {sessions: all, leftOut} = sessionBarsOf(bars);
  process.stdout.write(
    `${all.length} sessions of names, ${leftOut} left out (half days, holes); ` +
      `${news === undefined ? 'news not known: every window' : 'windows without news'}\n` +
      'a headline at every slot of 5 min; apart: of windows that do not overlap; plain: t without hour and day\n' +
      '95%: a name’s session as one draw; ! where it lies outside 3 to 7%\n',
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
    process.stdout.write('  window part     share         95%     n  apart     n  plain refused\n');
    for (const [name, parts] of horizons)
      for (const [part, figures] of Object.entries(parts))
        process.stdout.write(`  ${name.padEnd(6)} ${part.padEnd(7)} ${cells(figures)}\n`);
    process.stdout.write(refusedWords(horizons));
  }
};
