import type {Instant} from '../core/instant.ts';
import {datesIn} from './dates.ts';
import type {TextSpan} from './words.ts';

/** What stands for a date that is hidden; of one length, so that it tells nothing of what it hides. */
export const HIDDEN_DATE = '[date]';

const MONTH =
  '(?:January|February|March|April|June|July|August|September|October|November|December|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\\.?(?=\\s\\d)|May(?=\\s\\d))';
const DAY = '\\d{1,2}(?:st|nd|rd|th)?';
const YEAR = "(?:(?:19|20)\\d\\d(?:\\/\\d\\d)?|FY\\s?'?\\d\\d(?:\\d\\d)?|'\\d\\d)";
const WEEKDAY = '(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)';
/** Dates in full and in part: no more than a year, a month or a day of the week is enough to guess one by. */
const STATED = new RegExp(
  `(?<![\\p{L}\\p{N}.,$€£¥-])(?:(?:${WEEKDAY},?\\s)?(?:${DAY}\\s)?${MONTH}(?:\\s${DAY})?(?:,?\\s${YEAR})?|${WEEKDAY}|${YEAR}|\\d{1,2}\\/\\d{1,2}(?:\\/\\d{2,4})?)(?![\\p{L}\\p{N}%])(?![.,]\\d)(?!\\s?(?:billion|million|bn|%))`,
  'gu',
);
/** Dates that are told from the day of the headline: they say nothing of which day that is. */
const RELATIVE =
  /^(?:today|tonight|tomorrow|yesterday|(?:this|next|last) (?:week|month|year|morning|afternoon|evening)|.*year-end|.*the end of the year)$/i;
/** What a note takes in of the words before a date. */
const BEFORE = /^(?:by|in|for|until|through|since|during|before|of|end of|early|late|to)\s/i;

/** Where the notes of dates.ts see a date that says which. */
const noted = (text: string, at: Instant): readonly TextSpan[] =>
  datesIn(text, at).flatMap(({from, to}) => {
    const words = text.slice(from, to);
    return RELATIVE.test(words) ? [] : [{from: from + (BEFORE.exec(words)?.[0].length ?? 0), to}];
  });

/** A headline's text with the dates that it states hidden. The words around them, and what they tell, stay. Linear. */
export const maskDates = (text: string, at: Instant): string => {
  const stated = [...text.matchAll(STATED)].map(
    (match): TextSpan => ({from: match.index, to: match.index + match[0].length}),
  );
  let masked = '';
  let end = 0;
  for (const {from, to} of [...noted(text, at), ...stated].sort((a, b) => a.from - b.from || b.to - a.to)) {
    if (from >= end) masked += text.slice(end, from) + HIDDEN_DATE;
    end = Math.max(end, to);
  }
  return masked + text.slice(end);
};
