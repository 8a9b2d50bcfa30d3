import {PRIMARY} from '../../market/reactions/horizons.ts';
import {LEAST_OF_KIND} from '../../market/study/kind-summary.ts';
import type {StudyScope} from '../study/study-scope.ts';
import {type Html, html} from './html.ts';

const HELD_AGAINST: Readonly<Record<StudyScope['benchmark'], string>> = {
  auto: 'The day’s fund, SPY or QQQ, QQQ without the name’s own part of it; on a day without a fund, the mean of the names that the headline does not name; else the name’s own mean. Each section says which.',
  QQQ: 'QQQ, without the name’s own part of it.',
  SPY: 'SPY.',
  names: 'The mean of the other names that the headline does not name; else the name’s own mean.',
  none: 'The name’s own mean.',
};

const USUAL: Readonly<Record<StudyScope['model'], string>> = {
  auto: 'A line fitted to the benchmark over the five-minute returns of up to 20 earlier sessions; without any, over the minutes of the same day before the headline, at least 60, and it says same-day.',
  market:
    'A line fitted to the benchmark over the five-minute returns of up to 20 earlier sessions; without any, over the minutes of the same day before the headline, at least 60, and it says same-day.',
  mean: 'The name’s own mean return over earlier sessions; the benchmark is left aside.',
  'market-adjusted': 'The benchmark one for one, nothing fitted; its error comes from earlier sessions.',
};

/** What the figures of a report mean, and what it does not say. */
export const methodNotes = ({benchmark, model}: StudyScope): Html => html`<dl class="small">
<dt>After, not because</dt><dd>Every figure says what a price did after a headline. Nothing here says that the headline was why: the same minutes hold other news, and orders that had none.</dd>
<dt>Start</dt><dd>The earliest of publication, receipt and the first telling of the same story. Reprints, corrections and updates within 15 minutes count from the headline that they follow. The base is the last good print at or before it.</dd>
<dt>Return</dt><dd>Price at the horizon over the base, less one. Short horizons start again after a halt; one that runs past the session’s end is measured there.</dd>
<dt>Benchmark</dt><dd>${HELD_AGAINST[model === 'mean' ? 'none' : benchmark]}</dd>
<dt>Usual</dt><dd>${USUAL[model]}</dd>
<dt>Abnormal</dt><dd>The part of the return that the usual does not explain, cumulated from the start.</dd>
<dt>t</dt><dd>The abnormal return over its error, with the liveliness of the hour and of the day so far taken into account, so that 5% of windows without news lie beyond ±1.96. The limit is the least move that could have been told from nothing.</dd>
<dt>p adj</dt><dd>Two-sided, at ${PRIMARY}, adjusted for all tests of the study by Benjamini and Hochberg: the false discovery rate at which it is still a discovery.</dd>
<dt>Verdict</dt><dd>By ${PRIMARY} alone: positive or negative beyond ±1.96, no detectable reaction within. Confounded when another headline on the name, or on the market, lies between five minutes before the start and the horizon; then no part of the move is given to either.</dd>
<dt>Volume</dt><dd>Shares in the 15 minutes over the mean of the same minutes of earlier sessions. It supports a verdict and never makes one.</dd>
<dt>Kinds</dt><dd>Patell, Boehmer–Musumeci–Poulsen, sign and Corrado rank tests over headlines, one name each, never over names at one headline. With fewer than ${LEAST_OF_KIND} headlines they are refused.</dd>
<dt>Refused</dt><dd>A figure that cannot be known stands as ·, and what could not be tested says why. Neither is ever 0.</dd></dl>`;
