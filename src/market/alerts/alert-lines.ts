import {safeText} from '../../news/safe-text.ts';
import type {AlertRule} from './alert-rule.ts';
import {formatAlertTest} from './format-alert-rule.ts';
import {parseAlertRule} from './parse-alert-rule.ts';

/** So many rules are looked for. */
const MOST_RULES = 50;
/** What is shown of a line that is no rule. */
const LONGEST_LINE = 200;

/** One line of the setting: a rule, or what is wrong with it. Its text is safe. */
export type AlertLine = {
  readonly text: string;
  readonly rule: AlertRule | undefined;
  /** What the rule asks for, as fired alerts name it. */
  readonly asks: string;
  readonly error: string | undefined;
};

const lineOf = (raw: string, place: number): AlertLine => {
  const text = safeText(raw, LONGEST_LINE);
  if (place >= MOST_RULES)
    return {text, rule: undefined, asks: text, error: `no more than ${MOST_RULES} rules are looked for`};
  const {rule, error} = parseAlertRule(text);
  return {text, rule, asks: rule === undefined ? text : formatAlertTest(rule.test), error};
};

const made = new WeakMap<readonly string[], readonly AlertLine[]>();

/** The lines of the setting `alerts`; the same object for the same setting. One bad line costs no other. */
export const alertLinesOf = (texts: readonly string[]): readonly AlertLine[] => {
  const known = made.get(texts);
  if (known !== undefined) return known;
  const lines = texts.map(lineOf);
  made.set(texts, lines);
  return lines;
};

/** The rules of the lines that are rules. */
export const rulesOf = (lines: readonly AlertLine[]): readonly AlertRule[] =>
  lines.map(({rule}) => rule).filter(rule => rule !== undefined);

/** A line on each that is none, and one on all that are too many. */
export const alertProblems = (texts: readonly string[]): readonly string[] => {
  const lines = alertLinesOf(texts);
  const said = lines
    .slice(0, MOST_RULES)
    .flatMap(({text, error}) => (error === undefined ? [] : [`alerts: ${text}: ${error}`]));
  const more = lines.length - MOST_RULES;
  return more > 0 ? [...said, `alerts: ${more} more: no more than ${MOST_RULES} rules are looked for`] : said;
};
