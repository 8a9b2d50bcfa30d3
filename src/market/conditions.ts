import type {TapeCode} from '../core/events.ts';
import {SIP_CONDITIONS} from './sip-conditions.ts';

/** May a print set it: always, only as the first of its bar, never. */
export type Update = 'yes' | 'first' | 'no';

/** What a print may update in a bar. */
export type BarRules = {readonly openClose: Update; readonly highLow: boolean; readonly volume: boolean};

/** What a print may update, by its sale conditions. Equal rules are one object, and `id` finds it again (ruleAt). */
export type SaleRules = {
  readonly id: number;
  readonly minute: BarRules;
  readonly day: BarRules;
  /** It says itself that it belongs to the close of the regular session, however late it is printed. */
  readonly closing: boolean;
  /** It carries a code that the table does not know on its tape: then it counts for volume at most. */
  readonly unknown: boolean;
};

type Columns = string;
const STRICT = 'nfy';
const strictest = (a: Columns, b: Columns): Columns =>
  Array.from(a, (letter, column) => {
    const other = b[column] ?? 'n';
    return STRICT.indexOf(letter) < STRICT.indexOf(other) ? letter : other;
  }).join('');

const barRules = (columns: Columns): BarRules => ({
  openClose: columns[0] === 'y' ? 'yes' : columns[0] === 'f' ? 'first' : 'no',
  highLow: columns[1] === 'y',
  volume: columns[2] === 'y',
});

const kinds: SaleRules[] = [];
const kindOf = new Map<string, SaleRules>();

const intern = (minute: Columns, day: Columns, closing: boolean, unknown: boolean): SaleRules => {
  const name = `${minute}${day}${closing}${unknown}`;
  const known = kindOf.get(name);
  if (known !== undefined) return known;
  const rules = {id: kinds.length, minute: barRules(minute), day: barRules(day), closing, unknown};
  kinds.push(rules);
  kindOf.set(name, rules);
  return rules;
};

const REGULAR = intern('yyy', 'yyy', false, false);

/** For a price that comes without a print: it moves all prices, and no volume. */
export const PRICE_ALONE = intern('yyn', 'yyn', false, false);

/** The rules with this `id`. */
export const ruleAt = (id: number): SaleRules => kinds[id] ?? REGULAR;

const lettersOf = ({openClose, highLow}: BarRules): Columns =>
  `${openClose === 'yes' ? 'y' : openClose === 'first' ? 'f' : 'n'}${highLow ? 'y' : 'n'}n`;

/** For a print whose shares are in a bar already: it may still move prices of the day, but no bar and no volume. */
export const priceOnly = (rules: SaleRules): SaleRules =>
  intern('nnn', lettersOf(rules.day), rules.closing, rules.unknown);

const combine = (conditions: readonly string[], tape: TapeCode): SaleRules => {
  let minute = 'yyy';
  let day = 'yyy';
  let closing = false;
  let unknown = false;
  for (const code of conditions) {
    if (code === '') continue;
    const row = SIP_CONDITIONS.find(([letter, tapes]) => letter === code && tapes.includes(tape));
    minute = strictest(minute, row?.[2] ?? 'nny');
    day = strictest(day, row?.[3] ?? 'nny');
    closing ||= row?.[0] === '6' || row?.[0] === '9';
    unknown ||= row === undefined;
  }
  return intern(minute, day, closing, unknown);
};

/** The conditions and the tape in one small integer, or -1 when they do not fit: no text is built for a common print. */
const keyOf = (conditions: readonly string[], tape: TapeCode): number => {
  if (conditions.length > 4) return -1;
  let key = tape.charCodeAt(0) - 64;
  for (let index = 0; index < conditions.length; index++) {
    const code = conditions[index] ?? '';
    const letter = code.charCodeAt(0);
    if (code.length !== 1 || letter > 127) return -1;
    key = key * 128 + letter;
  }
  return key;
};

/** The rules of a key that was met, where no other with the same place was met since. */
const PLACES = 1_024;
const keys = new Float64Array(PLACES).fill(-1);
const rulesAt: SaleRules[] = Array.from({length: PLACES}, () => REGULAR);

/** The strictest rule of all the conditions, column by column; no condition at all is a regular sale. */
export const rulesFor = (conditions: readonly string[], tape: TapeCode): SaleRules => {
  const key = keyOf(conditions, tape);
  if (key < 0) return combine(conditions, tape);
  const place = ((key | 0) ^ (key / (PLACES * PLACES))) & (PLACES - 1);
  if (keys[place] === key) return rulesAt[place] ?? REGULAR;
  const rules = combine(conditions, tape);
  keys[place] = key;
  rulesAt[place] = rules;
  return rules;
};
