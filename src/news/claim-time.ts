import type {TradingDate} from '../core/new-york.ts';
import type {Notes} from './notes.ts';
import type {TextSpan} from './words.ts';

/** What time a claim speaks of: what was, on a day when the text names one, or what is still to come. */
export type ClaimTime = {readonly ahead: boolean; readonly on: TradingDate | undefined};

/** How far from a claim a word may stand that says when. */
const REACH = 40;

const AHEAD_BEFORE =
  /\b(?:could|may|might|will|would|should|can|expect\w*|likely|poised|set|seen|forecast\w*|sees|targets?|pric(?:es?|ed|ing) in|to (?:rise|fall|drop|slip|slide|jump|gain|climb|surge|soar|sink|open|lose|shed|add|move|swing|rally))\b[^,;:.]*$/i;
const AHEAD_AFTER =
  /^[^,;:.]*\b(?:upside|downside|potential|expected|implied|options impl(?:y|ies)|futures (?:imply|point))\b|^[^.;]*\boptions impl(?:y|ies)\b/i;

/** Where the clause around a stretch begins and ends. */
const clauseAround = (text: string, {from, to}: TextSpan): TextSpan => {
  const before = Math.max(...[',', ';', ':'].map(sign => text.lastIndexOf(sign, from - 1)));
  const after = text.slice(to).search(/[,;:]/);
  return {from: before + 1, to: after < 0 ? text.length : to + after};
};

/** When a price claim of a headline was, or is to be, by the words of its own clause. */
export const claimTime = (claim: TextSpan, notes: Notes, text: string): ClaimTime => {
  const before = text.slice(Math.max(0, claim.from - REACH), claim.from);
  const after = text.slice(claim.to, claim.to + REACH);
  const clause = clauseAround(text, claim);
  const day = notes.dates.find(
    ({from, to, precision}) => precision === 'day' && from >= clause.from && to <= clause.to,
  );
  return {ahead: AHEAD_BEFORE.test(before) || AHEAD_AFTER.test(after), on: day?.last};
};
