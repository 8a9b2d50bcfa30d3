import type {Instant, Span} from '../core/instant.ts';
import {HOUR, MINUTE, SECOND} from '../core/instant.ts';
import {type TradingDate, tradingDateAt, wallTimeAt} from '../core/new-york.ts';
import type {DealAmount} from '../news/deals/deal.ts';

/** What stands where a figure cannot be known yet. */
export const UNKNOWN = '·';

const MINUS = '−';

/** Digits after the point, rounded half away from zero; a result of zero has no sign. */
const fixed = (value: number, digits: number): string => {
  const scale = 10 ** digits;
  // The nudge undoes binary dust: 1.005 is stored a hair below itself.
  const size = Math.round(Math.abs(value) * scale * (1 + 2 * Number.EPSILON)) / scale;
  const text = size.toFixed(digits);
  return value < 0 && size > 0 ? `${MINUS}${text}` : text;
};

const signed = (value: number, digits: number): string => {
  const text = fixed(value, digits);
  return value > 0 && /[1-9]/.test(text) ? `+${text}` : text;
};

const known = (value: number | undefined): value is number => value !== undefined && Number.isFinite(value);

/** Decimals that prices of this size are quoted in: four below a dollar (Reg NMS Rule 612), two otherwise. */
export const priceDecimals = (price: number): 2 | 4 => (price !== 0 && Math.abs(price) < 1 ? 4 : 2);

/** `251.88`; below a dollar `0.4312`. */
export const formatPrice = (price: number | undefined): string =>
  known(price) ? fixed(price, priceDecimals(price)) : UNKNOWN;

/** A difference of prices, signed: `+1.20`, `−0.35`. */
export const formatPriceChange = (change: number | undefined): string => (known(change) ? signed(change, 2) : UNKNOWN);

/** A fraction as a signed percentage: 0.042 → `+4.20%`. */
export const formatPercent = (fraction: number | undefined, digits = 2): string =>
  known(fraction) ? `${signed(fraction * 100, digits)}%` : UNKNOWN;

/** A fraction that has no direction, such as a stake: 0.27 → `27%`. */
export const formatShare = (fraction: number | undefined, digits = 0): string =>
  known(fraction) ? `${fixed(fraction * 100, digits)}%` : UNKNOWN;

/** `▲` up, `▼` down, `=` unchanged. The direction is read off the rounded percentage, so that the two never differ. */
export const formatDirection = (fraction: number | undefined, digits = 2): string => {
  const text = formatPercent(fraction, digits);
  if (text === UNKNOWN) return UNKNOWN;
  return text.startsWith('+') ? '▲' : text.startsWith(MINUS) ? '▼' : '=';
};

/** How many times the usual: `3.1x`, from ten on `12x`. */
export const formatMultiple = (ratio: number | undefined): string => {
  if (!known(ratio)) return UNKNOWN;
  const short = fixed(ratio, 1);
  return `${short.length > 3 ? fixed(ratio, 0) : short}x`;
};

/** A signed figure without a unit, such as a t-statistic: `+3.2`. */
export const formatStatistic = (value: number | undefined, digits = 1): string =>
  known(value) ? signed(value, digits) : UNKNOWN;

/** A probability: `0.012`; below a thousandth `<0.001`, never 0. */
export const formatProbability = (p: number | undefined): string =>
  known(p) ? (p < 0.001 ? '<0.001' : fixed(p, 3)) : UNKNOWN;

/** A plain figure to two places: `0.45`. */
export const formatDecimal = (value: number | undefined): string => (known(value) ? fixed(value, 2) : UNKNOWN);

/** A distance in standard deviations: `+3.2σ`. */
export const formatSigma = (value: number | undefined): string => (known(value) ? `${signed(value, 1)}σ` : UNKNOWN);

/** How well two things fit, 0 … 1, in two digits: `0.72`. */
export const formatScore = (score: number): string => fixed(score, 2);

const SCALES = ['', 'K', 'M', 'B', 'T'] as const;

/** The value in thousands, millions and so on, and the letter for it: at most three digits before the point. */
const scaled = (value: number): {readonly size: number; readonly letter: string} => {
  let size = value;
  let scale = 0;
  while (scale < SCALES.length - 1 && Number(Math.abs(size).toPrecision(3)) >= 1_000) {
    size /= 1_000;
    scale++;
  }
  return {size, letter: SCALES[scale] ?? ''};
};

/** A count in at most five cells: `950`, `12.3K`, `1.2M`. */
export const formatCount = (count: number | undefined): string => {
  if (!known(count)) return UNKNOWN;
  const {size, letter} = scaled(count);
  return `${fixed(size, letter === '' || Math.abs(size) >= 99.95 ? 0 : 1)}${letter}`;
};

/** A price that came without a print has no share to it: where none was counted, nobody told of any. */
export const countedVolume = (volume: number): number | undefined => (volume > 0 ? volume : undefined);

const CURRENCY_SIGNS: Readonly<Record<string, string>> = {USD: '$', EUR: '€', GBP: '£', JPY: '¥', KRW: '₩', INR: '₹'};

/** `$50B`, `€1.2B`, `CHF 300M`; no digit that says nothing. */
export const formatMoney = (value: number | undefined, currency = 'USD'): string => {
  if (!known(value)) return UNKNOWN;
  const sign = CURRENCY_SIGNS[currency] ?? `${currency} `;
  const {size, letter} = scaled(Math.abs(value));
  return `${value < 0 ? MINUS : ''}${sign}${Number(fixed(size, 2))}${letter}`;
};

/** An amount with its qualifier: `up to $50B`, `about $38B`, `$10B+`, `$30B–$50B`. */
export const formatAmount = (amount: DealAmount | undefined): string => {
  if (amount === undefined) return UNKNOWN;
  const money = formatMoney(amount.value, amount.currency);
  switch (amount.modifier) {
    case 'exact':
      return money;
    case 'about':
      return `about ${money}`;
    case 'up_to':
      return `up to ${money}`;
    case 'at_least':
      return `${money}+`;
    case 'range':
      return amount.high === undefined ? money : `${money}–${formatMoney(amount.high, amount.currency)}`;
  }
};

const two = (value: number): string => String(value).padStart(2, '0');

/** New York's clock to the second: `09:47:12`. */
export const formatClock = (at: Instant | undefined): string => {
  if (at === undefined) return UNKNOWN;
  const {hour, minute, second} = wallTimeAt(at);
  return `${two(hour)}:${two(minute)}:${two(second)}`;
};

/** New York's clock with its zone: `09:47:12 ET`. */
export const formatClockZone = (at: Instant | undefined): string =>
  at === undefined ? UNKNOWN : `${formatClock(at)} ET`;

/** New York's clock to the minute: `09:47`. */
export const formatTime = (at: Instant | undefined): string => formatClock(at).slice(0, 5);

/** New York's date: `2026-01-30`. */
export const formatDate = (at: Instant | undefined): string => (at === undefined ? UNKNOWN : tradingDateAt(at));

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** A date in words: `30 Jan 2026`. */
export const formatTradingDate = (date: TradingDate): string =>
  `${Number(date.slice(8, 10))} ${MONTHS[Number(date.slice(5, 7)) - 1] ?? ''} ${date.slice(0, 4)}`;

/** Time gone by as a stopwatch: `+0:41`, `+12:05`, `+1:02:05`; before the start `−0:05`. */
export const formatElapsed = (elapsed: Span | undefined): string => {
  if (elapsed === undefined) return UNKNOWN;
  const total = Math.floor(Math.abs(elapsed) / SECOND);
  const hours = Math.floor(total / 3_600);
  const mins = Math.floor(total / 60) % 60;
  const sign = elapsed < 0 && total > 0 ? MINUS : '+';
  return `${sign}${hours > 0 ? `${hours}:${two(mins)}` : mins}:${two(total % 60)}`;
};

/** A length in its largest whole unit: `12s`, `3m`, `2h`; below a second `140ms`. */
export const formatSpan = (length: Span | undefined): string => {
  if (length === undefined) return UNKNOWN;
  const size = Math.abs(length);
  const sign = length < 0 ? MINUS : '';
  if (size < SECOND) return `${sign}${Math.floor(size / 1_000)}ms`;
  if (size < MINUTE) return `${sign}${Math.floor(size / SECOND)}s`;
  if (size < HOUR) return `${sign}${Math.floor(size / MINUTE)}m`;
  return `${sign}${Math.floor(size / HOUR)}h`;
};

/** A size on disk: `812 B`, `34 kB`, `1.2 MB`, `3.4 GB`. */
export const formatBytes = (bytes: number): string => {
  if (bytes < 1_000) return `${bytes} B`;
  if (bytes < 999_500) return `${Math.round(bytes / 1e3)} kB`;
  return bytes < 999_950_000 ? `${(bytes / 1e6).toFixed(1)} MB` : `${(bytes / 1e9).toFixed(1)} GB`;
};

/** A replay's pace: `60x`. */
export const formatSpeed = (speed: number): string => `${speed}x`;
