import {readFileSync} from 'node:fs';
import {isValidation, type StanceRow, stanceRowsOfCsv} from '../../fixtures/models/stance-rows.ts';
import {runCalibration} from './run-calibration.ts';
import {BARS_HEADER} from './session-bars.ts';
import {stanceFigures} from './stance-figures.ts';

/** The stance model's figures on labelled headlines. */
const runStance = (path: string): void => {
  const rows = stanceRowsOfCsv(path);
  stanceFigures(rows.slice(0, 500));
  const validation = rows.filter(row => isValidation(row.headline));
  const parts: readonly (readonly [string, readonly StanceRow[]])[] = [
    ['every row (a training file holds rows the model has seen)', rows],
    ['every row, conflicting', rows.filter(row => row.conflicting)],
    ['validation part (never trained on)', validation],
    ['validation part, conflicting', validation.filter(row => row.conflicting)],
  ];
  for (const [name, part] of parts) {
    const figures = stanceFigures(part);
    const fixed = (value: number): string => value.toFixed(3);
    process.stdout.write(
      `${name}\n` +
        `  pairs ${figures.pairs}  macro-F1 ${fixed(figures.macroF1)}  accuracy ${fixed(figures.accuracy)}\n` +
        `  F1 positive ${fixed(figures.f1.positive)}  negative ${fixed(figures.f1.negative)}  neutral ${fixed(figures.f1.neutral)}\n` +
        `  calibration error ${fixed(figures.calibrationError)}  answered ${fixed(figures.answered)}  right when answered ${fixed(figures.accuracyAnswered)}\n` +
        `  ms a pair: mean ${fixed(figures.mean)}  p95 ${fixed(figures.p95)}\n`,
    );
  }
};

/** `npm run eval -- <csv> [news]`: what is measured depends on the file's first line. */
const [path, news] = process.argv.slice(2);
if (path === undefined) {
  process.stderr.write(
    'usage: npm run eval -- <csv with the columns Title and Decisions>\n' +
      `       npm run eval -- <bars: ${BARS_HEADER}> [headlines, a JSON line to each]\n`,
  );
  process.exit(2);
}
if (readFileSync(path, 'utf8').startsWith(BARS_HEADER)) runCalibration(path, news);
else runStance(path);
