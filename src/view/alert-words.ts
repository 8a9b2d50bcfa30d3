import type {FiredAlert} from '../market/alerts/alert-rule.ts';
import {formatPercent, formatPrice} from './format.ts';

/** What happened, in figures: `AMZN 245.58, above 245.00`, `AMZN +1.54% from 241.86 to 245.58`, or the headline. */
export const alertWords = ({kind, symbol, price, base, headline}: FiredAlert): string => {
  if (kind === 'headline') return headline?.text ?? '';
  if (price === undefined || base === undefined) return symbol ?? '';
  if (kind === 'level')
    return `${symbol} ${formatPrice(price)}, ${price > base ? 'above' : 'below'} ${formatPrice(base)}`;
  const move = `${symbol} ${formatPercent(price / base - 1)} from ${formatPrice(base)} to ${formatPrice(price)}`;
  return headline === undefined ? move : `${move} after: ${headline.text}`;
};
