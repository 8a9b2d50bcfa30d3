import {HOUR, MINUTE, SECOND, type Span, seconds, span} from '../../core/instant.ts';
import {parseTicker} from '../../core/ticker.ts';
import {filterWords, parseFilter} from '../filter/parse-filter.ts';
import type {AlertRule, AlertTest, LevelTest, MoveTest} from './alert-rule.ts';

export type ParsedAlertRule =
  | {readonly rule: AlertRule; readonly error: undefined}
  | {readonly rule: undefined; readonly error: string};

/** No rule is longer. */
export const LONGEST_RULE = 160;
const LEAST_WINDOW: Span = seconds(10);
const MOST_WINDOW: Span = span(8 * HOUR);
const UNITS: Readonly<Record<string, Span>> = {s: SECOND, m: MINUTE, h: HOUR};

/** What a rule can begin with. */
export const RULE_EXAMPLES = 'AMZN > 245 · AMZN ±1% in 5m · headline openai';

const at = (word: string, accepted: string): string => `“${word}”: ${accepted}`;

const levelOf = (symbol: string, sign: string, rest: readonly string[]): LevelTest | string => {
  const name = parseTicker(symbol.toUpperCase());
  const [price = '', extra] = rest;
  if (name === undefined || symbol.toLowerCase() === 'any') return at(symbol, 'a level is of one name, as AMZN > 245');
  if (!/^\$?\d{1,6}(?:\.\d{1,4})?$/.test(price) || !(Number(price.replace('$', '')) > 0))
    return at(price === '' ? sign : price, `a price follows, as ${symbol.toUpperCase()} ${sign} 245`);
  if (extra !== undefined) return at(extra, 'nothing follows a price');
  return {kind: 'level', symbol: name, side: sign === '>' ? 'above' : 'below', level: Number(price.replace('$', ''))};
};

const windowOf = (text: string): Span | undefined => {
  const [, count, unit] = /^(\d{1,5})([smh])$/.exec(text) ?? [];
  const length = count === undefined ? undefined : span(Number(count) * (UNITS[unit ?? ''] ?? 0));
  return length === undefined || length < LEAST_WINDOW || length > MOST_WINDOW ? undefined : length;
};

const moveOf = (symbol: string, words: readonly string[]): MoveTest | string => {
  const any = symbol.toLowerCase() === 'any';
  const name = parseTicker(symbol.toUpperCase());
  if (name === undefined) return at(symbol, 'a name or any, as AMZN ±1% in 5m');
  const [percent = '', within, length = '', extra] = words;
  const [, sign, digits] = /^([±+−-]?)(\d{1,2}(?:\.\d{1,3})?)%$/.exec(percent) ?? [];
  if (digits === undefined || !(Number(digits) > 0))
    return percent === ''
      ? at(symbol, 'what of it? > or < and a price, or a move, as ±1% in 5m')
      : at(percent, '> or < and a price, or a move, as ±1% in 5m');
  if (within !== 'in') return at(within ?? percent, 'in and a length follow, as ±1% in 5m');
  const window = windowOf(length);
  if (window === undefined) return at(length === '' ? 'in' : length, 'a length is 10s to 8h, as 30s, 5m, 1h');
  if (extra !== undefined) return at(extra, 'nothing follows the length');
  const direction = sign === '+' ? 'up' : sign === '-' || sign === '−' ? 'down' : 'either';
  return {kind: 'move', symbol: any ? 'any' : name, direction, share: Number(digits) / 100, window};
};

/** Signs stand apart however they were typed: `AMZN>245`, `AMZN ± 1%`, `AMZN +-1%`. */
const priceWords = (text: string): readonly string[] =>
  text
    .replaceAll(/\+\/?-/g, '±')
    .replaceAll(/\s*±\s*/g, ' ±')
    .replaceAll(/([<>]+=?)/g, ' $1 ')
    .split(/\s+/)
    .filter(word => word !== '');

const priceTest = (text: string): LevelTest | MoveTest | string => {
  const [symbol = '', sign = '', ...rest] = priceWords(text);
  return sign === '>' || sign === '<'
    ? levelOf(symbol, sign, rest)
    : moveOf(symbol, sign === '' ? [] : [sign, ...rest]);
};

const headlineTest = (text: string): AlertTest | string => {
  const words = filterWords(text);
  if (words === undefined) return at('"', 'a quote is not closed');
  const split = words.findIndex(word => word.toLowerCase() === 'then');
  const asked = split < 0 ? words : words.slice(0, split);
  if (asked.length === 0) return at('headline', 'of what? as headline openai, or headline name:AMZN amount>=10B');
  for (const word of asked) {
    const {error} = parseFilter(word);
    if (error !== undefined) return at(word, error);
  }
  const {filter} = parseFilter(asked.join(' '));
  if (filter === undefined) return at('headline', 'of what?');
  if (split < 0) return {kind: 'headline', filter};
  const move = priceTest(words.slice(split + 1).join(' '));
  if (words[split + 1] === undefined) return at('then', 'a move follows, as then AMZN ±1% in 5m');
  if (typeof move === 'string') return move;
  return move.kind === 'move'
    ? {kind: 'then', filter, move}
    : at(words[split + 2] ?? '>', 'after then comes a move, as then AMZN ±1% in 5m');
};

const testOf = (text: string): AlertTest | string => {
  const [, rest] = /^headlines?(?:\s+(.*))?$/i.exec(text) ?? [];
  return /^headlines?(?:\s|$)/i.test(text) ? headlineTest(rest ?? '') : priceTest(text);
};

/**
 * Reads one rule, `off` before it when it is kept but does nothing. A price: `AMZN > 245`, `MSFT -2% in 30m`,
 * `any ±1.5% in 5m` (`+-1.5%` and plain `1.5%` say the same). A headline: `headline` and what the wire's filter takes.
 * Both: `headline openai then AMZN ±1% in 5m`. The error names the word that it stumbled over and what would do.
 */
export const parseAlertRule = (text: string): ParsedAlertRule => {
  const whole = text.trim();
  const off = /^off\s+/i.exec(whole);
  const body = off === null ? whole : whole.slice(off[0].length);
  if (body === '') return {rule: undefined, error: `a rule is written ${RULE_EXAMPLES}`};
  if (body.length > LONGEST_RULE)
    return {rule: undefined, error: at(`${body.slice(0, 20)}…`, `a rule has at most ${LONGEST_RULE} signs`)};
  const test = testOf(body);
  return typeof test === 'string'
    ? {rule: undefined, error: test}
    : {rule: {enabled: off === null, test}, error: undefined};
};
