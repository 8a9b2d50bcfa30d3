import type {Ticker} from '../../core/ticker.ts';
import type {MARKET, Reaction} from './scenario.ts';
import {FIRST_SECOND} from './session-curve.ts';

/** The log return that a reaction has brought `elapsed` seconds after it began: a run to the jump, then a retreat to what is kept. */
export const responseAfter = (reaction: Reaction, elapsed: number): number => {
  if (elapsed <= 0) return 0;
  const whole = Math.log1p(reaction.jump);
  if (elapsed < reaction.within) {
    return (whole * (1 - Math.exp((-3 * elapsed) / reaction.within))) / (1 - Math.exp(-3));
  }
  const left = Math.exp((-Math.LN2 * (elapsed - reaction.within)) / reaction.halfLife);
  return whole * (reaction.keep + (1 - reaction.keep) * left);
};

/** Adds what the reactions of `symbol` have brought by each second to `path`. */
export const addResponses = (
  path: Float64Array,
  symbol: Ticker | typeof MARKET,
  reactions: readonly Reaction[],
): void => {
  for (const reaction of reactions) {
    if (reaction.symbol !== symbol) continue;
    for (let index = Math.max(0, Math.floor(reaction.second) - FIRST_SECOND); index < path.length; index++) {
      path[index] = (path[index] ?? 0) + responseAfter(reaction, index + FIRST_SECOND - reaction.second);
    }
  }
};

/** How much busier than usual each second is for `symbol`: 0 when nothing has happened. */
export const heatOf = (
  length: number,
  symbol: Ticker | typeof MARKET,
  reactions: readonly Reaction[],
): Float64Array => {
  const heat = new Float64Array(length);
  for (const reaction of reactions) {
    if (reaction.symbol !== symbol) continue;
    for (let index = Math.max(0, Math.ceil(reaction.second) - FIRST_SECOND); index < length; index++) {
      const extra = reaction.volume * Math.exp(-(index + FIRST_SECOND - reaction.second) / reaction.fade);
      heat[index] = (heat[index] ?? 0) + extra;
    }
  }
  return heat;
};
