import type {Ticker} from '../../core/ticker.ts';
import {PRIMARY} from '../../market/reactions/horizons.ts';
import type {Reaction, Start} from '../../market/reactions/reaction.ts';
import type {WireItem} from '../../market/snapshot.ts';
import {KIND_TESTS, type KindSummary, type KindTest} from '../../market/study/kind-summary.ts';
import type {Stance} from '../../news/stance/stance-note.ts';
import {formatPercent, formatProbability, formatShare, formatStatistic, UNKNOWN} from '../format.ts';
import {spelled} from '../note-words.ts';
import {fractionOf} from '../reactions.ts';

/** Which of its clocks a reaction counts from. */
export const CLOCK_WORDS: Readonly<Record<Start['used'], string>> = {
  published: 'when it was published',
  received: 'when it was received',
  story: 'when its story was first told',
};

/** What the cells of a table stand for. */
export const CELL_WORDS = `Returns from the last price before the headline. C other headlines lie in it · T cut short by the session’s end · H halted · S no print in the three minutes before · ${UNKNOWN} not known. After ${PRIMARY}: what the benchmark does not explain, its t, p adjusted for all tests of the study (Benjamini–Hochberg). ! is worth an alert.`;

/** What a headline means for a name, as far as it says. */
export const stanceFor = ({notes}: WireItem, symbol: Ticker): Stance | undefined =>
  notes.companies.find(({ticker}) => ticker === symbol)?.stance.stance;

export const kindWord = (kind: KindSummary['kind']): string => (kind === 'all' ? 'all' : spelled(kind));

const TEST_NAMES: Readonly<Record<(typeof KIND_TESTS)[number], string>> = {
  patell: 'Patell',
  bmp: 'BMP',
  sign: 'sign',
  rank: 'rank',
};

const testWords = (test: KindTest): string =>
  test.status === 'ok' ? `${formatStatistic(test.statistic, 2)} p ${formatProbability(test.p)}` : test.reason;

/** The tests over a kind, each with its name; a reason that all of them share is said once. */
export const kindTestWords = ({tests}: KindSummary): string => {
  const words = KIND_TESTS.map(name => testWords(tests[name]));
  const [first = ''] = words;
  if (words.every(one => one === first)) return first;
  return KIND_TESTS.map((name, index) => `${TEST_NAMES[name]} ${words[index]}`).join(' · ');
};

export const KIND_HEAD = ['kind', 'headlines', 'measured', 'return', 'abnormal', 'positive', 'stance right'] as const;

/** A kind's figures at the primary horizon, in the order of KIND_HEAD. */
export const kindCells = ({
  kind,
  headlines,
  measured,
  meanReturn,
  meanCar,
  positive,
  stance,
}: KindSummary): readonly string[] => [
  kindWord(kind),
  String(headlines),
  String(measured),
  formatPercent(meanReturn),
  formatPercent(fractionOf(meanCar)),
  formatShare(positive),
  stance.of === 0 ? 'no stance' : `${stance.hits} of ${stance.of}`,
];

/** What a reaction was held against and how, in a few words: `QQQ without AMZN, market model of 20 sessions`. */
export const heldAgainstWords = ({benchmark, estimation}: Reaction): string =>
  estimation.kind === 'none'
    ? `${benchmark.name}, ${estimation.label}`
    : `${benchmark.name}, ${estimation.model.kind} model, ${estimation.label}`;
