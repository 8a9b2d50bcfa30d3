import type {TextSpan} from './words.ts';

export type Modifier = 'exact' | 'about' | 'up_to' | 'at_least' | 'range';

/** An amount as written, in whole units of its currency; `high` only for a range. */
export type Amount = TextSpan & {
  readonly value: number;
  readonly high?: number;
  readonly currency: string;
  readonly modifier: Modifier;
  /** True where the text takes it back: `not $60 billion`. */
  readonly denied: boolean;
  /** True for so much a share. */
  readonly perShare: boolean;
  /** The words that set the modifier, or `plain`. */
  readonly why: string;
};

const SIGNS: Readonly<Record<string, string>> = {
  $: 'USD',
  us$: 'USD',
  c$: 'CAD',
  ca$: 'CAD',
  a$: 'AUD',
  au$: 'AUD',
  nz$: 'NZD',
  hk$: 'HKD',
  s$: 'SGD',
  nt$: 'TWD',
  r$: 'BRL',
  '€': 'EUR',
  '£': 'GBP',
  '¥': 'JPY',
  '₹': 'INR',
  '₩': 'KRW',
  rs: 'INR',
  'rs.': 'INR',
  inr: 'INR',
  usd: 'USD',
  eur: 'EUR',
  gbp: 'GBP',
  jpy: 'JPY',
  cad: 'CAD',
  aud: 'AUD',
  chf: 'CHF',
  cny: 'CNY',
  rmb: 'CNY',
  krw: 'KRW',
  hkd: 'HKD',
  sgd: 'SGD',
  twd: 'TWD',
  brl: 'BRL',
  sek: 'SEK',
};
const NAMES: Readonly<Record<string, string>> = {
  dollar: 'USD',
  buck: 'USD',
  euro: 'EUR',
  pound: 'GBP',
  sterling: 'GBP',
  yen: 'JPY',
  yuan: 'CNY',
  renminbi: 'CNY',
  rupee: 'INR',
  franc: 'CHF',
  won: 'KRW',
  cent: 'USD',
  krona: 'SEK',
  usd: 'USD',
  eur: 'EUR',
  gbp: 'GBP',
  jpy: 'JPY',
  cad: 'CAD',
  aud: 'AUD',
  chf: 'CHF',
  cny: 'CNY',
  inr: 'INR',
  krw: 'KRW',
};
const SCALES: Readonly<Record<string, number>> = {
  k: 1e3,
  thousand: 1e3,
  lakh: 1e5,
  lakhs: 1e5,
  m: 1e6,
  mm: 1e6,
  mn: 1e6,
  mln: 1e6,
  mil: 1e6,
  million: 1e6,
  cr: 1e7,
  crore: 1e7,
  crores: 1e7,
  b: 1e9,
  bn: 1e9,
  bln: 1e9,
  billion: 1e9,
  t: 1e12,
  tn: 1e12,
  trn: 1e12,
  tln: 1e12,
  trillion: 1e12,
};

const SIGN =
  '(?:us|ca|c|au|a|nz|hk|nt|s|r)?\\$|[€£¥₹₩]|(?<![a-z])(?:rs\\.?|inr|usd|eur|gbp|jpy|cad|aud|chf|cny|rmb|krw|hkd|sgd|twd|brl|sek)(?=\\s?\\d)';
const NUMBER = '\\d{1,3}(?:,\\d{2,3})+(?:\\.\\d+)?|\\d+(?:\\.\\d+)?';
const LONG_SCALE = 'thousand|lakhs?|million|mln|mil|mm|mn|crores?|cr|billion|bln|bn|trillion|trn|tln|tn';
const SCALE = `(?:\\s?-?(?:${LONG_SCALE})|[kmbt])(?![a-z0-9])`;
const NAME =
  '(?:us\\s|u\\.s\\.\\s)?(?:dollars?|bucks?|euros?|pounds?|sterling|yen|yuan|renminbi|rupees?|francs?|won|cents?|krona|usd|eur|gbp|jpy|cad|aud|chf|cny|inr|krw)(?![a-z])';
const TO = '(?:\\s?(?:-|–|—|to)\\s?|(?<=between\\s\\S{1,12}(?:\\s\\S{1,9})?)\\sand\\s)';

/** [sign] number [scale [scale]] [to [sign] number [scale]] [name]; what is neither signed nor named is no money. */
const AMOUNT = new RegExp(
  `(?<![a-z0-9.,])(?<sign>${SIGN})?\\s?(?<low>${NUMBER})(?<scale>${SCALE})?(?<more>${SCALE})?(?:${TO}(?:${SIGN})?\\s?(?<high>${NUMBER})(?<highScale>${SCALE})?)?(?:[\\s-]?(?<name>${NAME}))?(?<plus>\\+|[\\s-]plus\\b|\\s(?:or|and) (?:more|over|above|higher)\\b)?(?<share>\\s?(?:/|per|a|apiece|each)\\s?(?:common |ordinary )?(?:share|adr|ads)\\b|\\sapiece\\b)?`,
  'giu',
);

const BEFORE: readonly (readonly [Modifier, RegExp])[] = [
  [
    'up_to',
    /\b(?:up to|as (?:much|high|many) as|no more than|at most|(?:a )?maximum of|under|less than|fewer than|below|nearly up to)\s(?:an? |another |additional |extra )?$/i,
  ],
  [
    'at_least',
    /\b(?:at least|(?:no|not) less than|more than|over|above|exceeding|exceeds?|upwards? of|north of|(?:a )?minimum of|topp(?:ed|ing)|tops|surpass(?:es|ed|ing))\s(?:an? |another )?$/i,
  ],
  [
    'about',
    /(?:\b(?:about|around|some|roughly|nearly|almost|approximately|approx\.?|circa|close to|an estimated|estimated|near)\s(?:an? |another )?|~\s?)$/i,
  ],
];
const DENIED = /\b(?:not|instead of|rather than) (?:an? |the )?$/i;
/** The longest run of modifier words. */
const REACH = 40;

const numberOf = (digits: string): number => Number(digits.replaceAll(',', ''));
const scaleOf = (text: string | undefined): number =>
  text === undefined ? 1 : (SCALES[text.replace(/[\s-]/g, '').toLowerCase()] ?? 1);
const round = (value: number): number => Number(value.toPrecision(12));
const nameOf = (text: string): string =>
  text
    .toLowerCase()
    .replace(/^u\.?s\.?\s/, '')
    .replace(/s$/, '');

/** `$500M-$1B` scales each side; `$10-15 billion` lends its scale to both. */
const ranged = (low: number, scale: string | undefined, more: number, high: string, highScale: string | undefined) => {
  const to = numberOf(high) * (highScale === undefined ? scaleOf(scale) * more : scaleOf(highScale));
  return {value: round(low * (scale === undefined ? scaleOf(highScale) : scaleOf(scale)) * more), high: round(to)};
};

/** `raises its target from $200 to $250` names what was and what is, not a range. */
const CHANGED = /\b(?:rais|lift|boost|increas|hik|cut|lower|trim|reduc|up)\w*\s[^,;]{0,40}\bfrom\s$/i;

/** Every amount of money in a text, by our own grammar; `$50 billion` is 50 000 000 000. Linear. */
export const amountsIn = (text: string): Amount[] => {
  const amounts: Amount[] = [];
  for (const match of text.matchAll(AMOUNT)) {
    const {sign, low = '', scale, more, high, highScale, name, plus, share} = match.groups ?? {};
    if (sign === undefined && name === undefined) continue;
    const named = name === undefined ? undefined : nameOf(name);
    const from = match.index + (/^\s*/.exec(match[0])?.[0].length ?? 0);
    const to = match.index + match[0].trimEnd().length;
    const cents = named === 'cent' ? 0.01 : 1;
    const currency = (sign === undefined ? undefined : SIGNS[sign.toLowerCase()]) ?? NAMES[named ?? ''] ?? 'USD';
    const single = round(numberOf(low) * scaleOf(scale) * scaleOf(more) * cents);
    const range = high === undefined ? undefined : ranged(numberOf(low) * cents, scale, scaleOf(more), high, highScale);
    const lead = text.slice(Math.max(0, from - REACH), from);
    const cue = BEFORE.find(([, words]) => words.test(lead));
    const said = cue?.[1].exec(lead)?.[0];
    const changed = range !== undefined && CHANGED.test(text.slice(Math.max(0, from - 60), from));
    const isRange = range !== undefined && range.high > range.value && !changed;
    amounts.push({
      from: from - (said?.length ?? 0),
      to,
      value: isRange ? range.value : changed ? range.high : single,
      ...(isRange ? {high: range.high} : {}),
      currency,
      modifier: isRange ? 'range' : plus !== undefined ? 'at_least' : (cue?.[0] ?? 'exact'),
      denied: DENIED.test(lead),
      perShare: share !== undefined,
      why: said?.trim() ?? plus?.trim() ?? (isRange ? 'from … to' : 'plain'),
    });
  }
  return amounts;
};
