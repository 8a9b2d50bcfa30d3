import {addDays} from '../../core/new-york.ts';
import type {DateNote} from '../dates.ts';
import type {Notes} from '../notes.ts';
import type {Catalyst} from './deal.ts';

/** What is expected next by one headline; who said so and when it became known are its event's. */
export type CatalystTold = Omit<Catalyst, 'knownAt' | 'source'>;

type Awaited = {readonly what: string; readonly words: RegExp};

const AWAITED: readonly Awaited[] = [
  {what: 'closing', words: /\b(?:to close|closing|closes|to be completed|to complete|completion)\b/i},
  {what: 'shareholder vote', words: /\b(?:shareholders?|stockholders?|investors) (?:to )?(?:vote|meeting)\b/i},
  {
    what: 'regulatory decision',
    words:
      /\b(?:deadline|to decide|decision|ruling)\b.{0,40}\b(?:deal|merger|acquisition|takeover|purchase|stake)\b|\b(?:deal|merger|acquisition|takeover|purchase|stake)\b.{0,40}\b(?:deadline|decision)\b/i,
  },
  {what: 'signing', words: /\b(?:to sign|signing|to be signed|finali[sz]e|to announce)\b/i},
];
/** Words that make a date an outlook of the parties and not an appointment. */
const OUTLOOK =
  /\b(?:expects?|expected|aims?|targets?|plans?|hopes?|sees|could|may|might|as (?:soon|early) as|by the end|likely)\b/i;
const HSR_FILED =
  /\b(?:files?|filed|submits?|submitted)\b.{0,40}\b(?:hsr|hart[ -]scott[ -]rodino|premerger|pre-merger)\b/i;
/** The waiting period of the Hart–Scott–Rodino Act, 15 U.S.C. § 18a(b)(1). */
const HSR_DAYS = 30;
const PROBE =
  /\b(?:likely|expected|may|could|might|faces?|possible|potential)\b.{0,40}\b(?:probe|scrutiny|review|investigat\w+|antitrust)\b/i;
const CONDITION = /\b(?:contingent|conditional|subject to|on conditions?)\b/i;

/** The date right after the words, if one is told. */
const dateAfter = (text: string, words: RegExp, dates: readonly DateNote[]): DateNote | undefined => {
  const match = words.exec(text);
  return match === null ? undefined : dates.find(({from}) => from >= match.index && from - match.index < 60);
};

/** What a headline says to expect. Dates are the headline's own; a statutory clock is counted from the filing that it dates. */
export const catalystsTold = (text: string, notes: Notes): readonly CatalystTold[] => {
  const told: CatalystTold[] = [];
  for (const {what, words} of AWAITED) {
    const date = dateAfter(text, words, notes.dates);
    if (date === undefined) continue;
    const certain = date.precision === 'day' && !OUTLOOK.test(text) && notes.attribution.tier >= 4;
    told.push({what, from: date.first, to: date.last, certainty: certain ? 'scheduled' : 'guided'});
  }
  if (HSR_FILED.test(text)) {
    const filed = dateAfter(text, HSR_FILED, notes.dates);
    const what = 'HSR waiting period ends';
    if (filed !== undefined && filed.precision === 'day') {
      const ends = addDays(filed.first, HSR_DAYS);
      told.push({what, from: ends, to: ends, certainty: 'statutory'});
    } else told.push({what, certainty: 'inferred'});
  }
  if (PROBE.test(text)) told.push({what: 'antitrust review', certainty: 'inferred'});
  if (CONDITION.test(text)) told.push({what: 'conditions to be met', certainty: 'inferred'});
  return told;
};
