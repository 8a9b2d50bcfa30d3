import type {Instant} from '../core/instant.ts';
import {datesIn} from './dates.ts';
import type {TextSpan} from './words.ts';

/** What stands for a date that is hidden; of one length, so that it tells nothing of what it hides. */
export const HIDDEN_DATE = '[date]';

/** Years, months and days of the week that stand alone: no date that could be told, but enough to guess one by. */
const LOOSE =
  /(?<![\p{L}\p{N}.,$€£¥-])(?:(?:19|20)\d\d(?:\/\d\d)?|FY'?\d\d(?:\d\d)?|'\d\d|\d{1,2}\/\d{1,2}(?:\/\d{2,4})?|January|February|March|April|June|July|August|September|October|November|December|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)(?![\p{L}\p{N}%])(?![.,]\d)(?!\s?(?:billion|million|bn|%))/gu;
/** Dates that are told from the day of the headline: they say nothing of which day that is. */
const RELATIVE = /^(?:today|tonight|tomorrow|yesterday|this |next |last |coming )(?!.*day$)/i;

const isStated = (text: string): boolean => !RELATIVE.test(text) || /\d/.test(text);

/** A headline's text with the dates that it states hidden. The words around them, and what they tell, stay. Linear. */
export const maskDates = (text: string, at: Instant): string => {
  const noted = datesIn(text, at).filter(({from, to}) => isStated(text.slice(from, to)));
  const loose = [...text.matchAll(LOOSE)].map(
    (match): TextSpan => ({from: match.index, to: match.index + match[0].length}),
  );
  let masked = '';
  let end = 0;
  for (const {from, to} of [...noted, ...loose].sort((a, b) => a.from - b.from || b.to - a.to)) {
    if (from < end) continue;
    masked += text.slice(end, from) + HIDDEN_DATE;
    end = to;
  }
  return masked + text.slice(end);
};
