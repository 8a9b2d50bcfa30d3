import {existsSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {beforeAll, describe, expect, test} from 'vitest';
import {
  type CalibrationFigures,
  calibrationFigures,
  MEASURED,
  type Part,
  type PartFigures,
} from '../eval/calibration-figures.ts';
import {quietSessions} from '../eval/quiet-sessions.ts';
import {sessionBarsOf} from '../eval/session-bars.ts';

const PARTS: readonly Part[] = ['open', 'middle', 'close'];
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

  test('is three to seven against two, which say nothing of the open', () => {
    const {horizons} = calibrationFigures(quiet, 'all other sessions', noNews, 2);
    within({horizons}, ['middle', 'close']);
    for (const {open} of horizons.values()) {
      expect(open.windows).toBe(0);
      expect(open.refused).toBeGreaterThan(0);
    }
  }, 120_000);
});

const bars = fileURLToPath(new URL('../../../shared/data/bars-5m-2026-01-28_02-02.csv', import.meta.url));

describe.skipIf(!existsSync(bars))('on real bars', () => {
  let figures: CalibrationFigures;
  beforeAll(() => {
    figures = calibrationFigures(sessionBarsOf(bars).sessions, 'all other sessions', noNews);
  });

  // Four sessions, a night of results among them: too few to hold the open to 7%, enough to see what calibrating does.
  test('the middle of the day keeps its level, and the open comes nearer to it', () => {
    within(figures, ['middle']);
    const open = figures.horizons.get('+15m')?.open;
    if (open === undefined) throw new Error('no open');
    expect(shareOf(open, 'calibrated')).toBeLessThan(shareOf(open, 'plain') / 2);
  });
});
