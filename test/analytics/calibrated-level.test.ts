import {existsSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {beforeAll, describe, expect, test} from 'vitest';
import {wilsonInterval} from '../../src/analytics/wilson.ts';
import {
  type Against,
  type CalibrationFigures,
  calibrationFigures,
  MEASURED,
  type Part,
  type PartFigures,
} from '../eval/calibration-figures.ts';
import {quietSessions} from '../eval/quiet-sessions.ts';
import {sessionBarsOf} from '../eval/session-bars.ts';
import {shareInterval} from '../eval/share-interval.ts';

const PARTS: readonly Part[] = ['open', 'middle', 'close'];
const AGAINST: readonly Against[] = ['all other sessions', 'earlier sessions', 'no session'];
const noNews = () => [];
const shareOf = (part: PartFigures, which: 'calibrated' | 'plain'): number => part[which] / part.windows;

const within = ({horizons}: Pick<CalibrationFigures, 'horizons'>, parts: readonly Part[]): void => {
  for (const name of MEASURED) {
    for (const part of parts) {
      const figures = horizons.get(name)?.[part];
      if (figures === undefined) throw new Error(`${name} ${part}`);
      expect(shareOf(figures, 'calibrated'), `${name} ${part}`).toBeGreaterThanOrEqual(0.03);
      expect(shareOf(figures, 'calibrated'), `${name} ${part}`).toBeLessThanOrEqual(0.07);
    }
  }
};

const refusedIn = ({horizons}: Pick<CalibrationFigures, 'horizons'>, parts: readonly Part[]): void => {
  for (const name of MEASURED) {
    for (const part of parts) {
      expect(horizons.get(name)?.[part].windows, `${name} ${part}`).toBe(0);
      expect(horizons.get(name)?.[part].refused, `${name} ${part}`).toBeGreaterThan(0);
    }
  }
};

describe('a nominal five percent of what the screen measures', () => {
  const quiet = quietSessions(60);

  test.each([20, 10, 3].map(sessions => ({sessions})))(
    'is three to seven against $sessions sessions, in each part of the day',
    ({sessions}) => {
      const figures = calibrationFigures(quiet, 'all other sessions', noNews, sessions);
      expect(figures.sessions).toEqual([sessions, sessions]);
      within(figures, PARTS);
      const open = figures.horizons.get('+15m')?.open;
      expect(open === undefined ? 0 : shareOf(open, 'plain')).toBeGreaterThan(0.12);
    },
    120_000,
  );

  test('is three to seven against two, which say nothing of the open and the close', () => {
    const {horizons} = calibrationFigures(quiet, 'all other sessions', noNews, 2);
    within({horizons}, ['middle']);
    refusedIn({horizons}, ['open', 'close']);
  }, 120_000);

  test('is three to seven on the day alone, which says nothing of its close', () => {
    const {horizons} = calibrationFigures(quiet, 'no session', noNews);
    within({horizons}, ['middle']);
    refusedIn({horizons}, ['open', 'close']);
  }, 120_000);
});

const bars = fileURLToPath(new URL('../../../shared/data/bars-5m-2026-01-28_02-02.csv', import.meta.url));

describe.skipIf(!existsSync(bars))('on real bars', () => {
  let files: readonly CalibrationFigures[];
  beforeAll(() => {
    const {sessions} = sessionBarsOf(bars);
    files = AGAINST.map(against => calibrationFigures(sessions, against, noNews));
  });

  // Four sessions, a night of results among them: the share itself says little where a name’s session is one draw.
  test('no share of what is given a t lies outside three to seven by more than chance', () => {
    for (const [index, {horizons}] of files.entries()) {
      for (const [name, parts] of horizons) {
        for (const [part, figures] of Object.entries(parts)) {
          const {low, high} = shareInterval(figures);
          expect(low, `${AGAINST[index]} ${name} ${part}`).toBeLessThanOrEqual(0.07);
          expect(high, `${AGAINST[index]} ${name} ${part}`).toBeGreaterThanOrEqual(0.03);
        }
      }
    }
  });

  test('the middle of the day keeps its level, and the open comes nearer to it', () => {
    const [figures] = files;
    if (figures === undefined) throw new Error('no figures');
    within(figures, ['middle']);
    const open = figures.horizons.get('+15m')?.open;
    if (open === undefined) throw new Error('no open');
    expect(shareOf(open, 'calibrated')).toBeLessThan(shareOf(open, 'plain') / 2);
  });
});

describe('the interval of a share', () => {
  const figures = (clusters: readonly (readonly [events: number, windows: number])[]): PartFigures => {
    const sum = (at: 0 | 1) => clusters.reduce((total, one) => total + one[at], 0);
    return {
      windows: sum(1),
      calibrated: sum(0),
      plain: 0,
      apart: 0,
      calibratedApart: 0,
      refused: 0,
      reasons: new Map(),
      clusters: new Map(clusters.map(([events, windows], index) => [`${index}`, {events, windows}])),
    };
  };

  test('is wider where the events lie in one session than where they are spread', () => {
    const spread = shareInterval(figures(Array.from({length: 10}, (_, index) => [index % 2, 10])));
    const together = shareInterval(figures(Array.from({length: 10}, (_, index) => [index === 0 ? 5 : 0, 10])));
    expect(spread).toEqual(wilsonInterval(5, 100));
    expect(together.high).toBeGreaterThan(2 * spread.high);
    expect(shareInterval(figures([]))).toEqual({low: 0, high: 1});
  });
});
