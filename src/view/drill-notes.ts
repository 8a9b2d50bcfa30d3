import {type CheckedClaim, claimChecks} from '../market/claims/claim-checks.ts';
import type {Snapshot, WireItem} from '../market/snapshot.ts';
import type {Attribution} from '../news/attribution.ts';
import type {CompanyNote} from '../news/entities/entity-note.ts';
import type {MoneyNote} from '../news/money.ts';
import type {Notes} from '../news/notes.ts';
import type {PercentNote} from '../news/percents.ts';
import type {TextSpan} from '../news/words.ts';
import {claimNote} from './claim-note.ts';
import {formatClock, formatElapsed, formatMoney, formatShare} from './format.ts';
import type {MarginNote} from './margin-note.ts';
import {
  HEDGE_WORDS,
  POLARITY_WORDS,
  RELATION_WORDS,
  spelled,
  stanceSign,
  TIER_WORDS,
  UNIT_WORDS,
  VOICE_WORDS,
} from './note-words.ts';
import {type DiffPart, wordDiff} from './word-diff.ts';

/** What changed in one revision, and when. */
export type RevisionNote = {readonly time: string; readonly parts: readonly DiffPart[]};

const MOST_TELLINGS = 12;

const note = (name: string, words: string, why = '', trend: MarginNote['trend'] = 'flat'): MarginNote => ({
  name,
  words,
  why,
  trend,
});

const list = (...parts: readonly string[]): string => parts.filter(part => part !== '').join(' · ');
const nameOf = (notes: Notes, id: string | undefined): string =>
  id === undefined
    ? ''
    : (notes.companies.find(company => company.id === id)?.name ??
      notes.entities.find(entity => entity.id === id)?.name ??
      id);

const voiceOf = (notes: Notes, {by, speaker, polarity}: Attribution): string =>
  list(speaker === undefined ? VOICE_WORDS[by] : nameOf(notes, speaker), POLARITY_WORDS[polarity]);

const stanceOf = ({id, ticker, stance}: CompanyNote, quote: (span: TextSpan) => string): MarginNote => {
  const {stance: taken, probabilities, evidence} = stance;
  const likeliest = Math.max(probabilities.positive, probabilities.negative, probabilities.neutral);
  const told =
    taken === undefined
      ? `no stance ${formatShare(likeliest)} at most`
      : `${stanceSign(taken)} ${taken} ${formatShare(likeliest)}`;
  const spans = [...evidence]
    .sort((a, b) => a.from - b.from)
    .map(quote)
    .filter(words => /[\p{L}\p{N}]/u.test(words));
  const trend = taken === 'positive' ? 'up' : taken === 'negative' ? 'down' : 'flat';
  return note(ticker ?? id, told, [...new Set(spans)].join(', '), trend);
};

const takenBack = (notes: Notes, {value, currency, role, about, why}: MoneyNote): MarginNote =>
  note(formatMoney(value, currency), list(spelled(role), nameOf(notes, about), 'taken back'), why);

const percentOf = (notes: Notes, {value, high, unit, role, about, why}: PercentNote): MarginNote =>
  note(
    `${value}${high === undefined ? '' : `–${high}`}${UNIT_WORDS[unit]}`.replace('-', '−'),
    list(spelled(role), nameOf(notes, about)),
    why,
  );

/** What it claims, a line each, then the figures that are no claims. */
const figureNotes = (text: string, notes: Notes, claims: readonly CheckedClaim[]): readonly MarginNote[] => {
  const read = new Map([...notes.money, ...notes.percents, ...notes.dates].map(one => [one.from, one.why]));
  const claimed = new Set(claims.map(({claim}) => claim.from));
  return [
    ...claims.map(checked => {
      const {from, to} = checked.claim;
      return claimNote(checked, read.get(from) ?? text.slice(from, to).trim(), id => nameOf(notes, id));
    }),
    ...notes.money.filter(({denied}) => denied).map(money => takenBack(notes, money)),
    ...notes.percents.filter(({from}) => !claimed.has(from)).map(percent => percentOf(notes, percent)),
  ];
};

/** What the program reads in a headline, for the margin beside its text, and what the tape says of its claims. */
export const marginNotes = (snapshot: Snapshot, item: WireItem): readonly MarginNote[] => {
  const {headline, notes} = item;
  const quote = ({from, to}: TextSpan): string => headline.headline.slice(from, to);
  const {attribution, event, importance} = notes;
  return [
    note('says', voiceOf(notes, attribution)),
    note(
      `tier ${attribution.tier}`,
      list(TIER_WORDS[attribution.tier], HEDGE_WORDS[attribution.hedge]),
      attribution.why,
    ),
    note('event', list(spelled(event.kind), `importance ${importance}`), event.why),
    ...notes.companies.filter(company => company.mentions.length > 0).map(company => stanceOf(company, quote)),
    ...figureNotes(headline.headline, notes, claimChecks(snapshot, item)),
  ];
};

/** The story so far: who had it first, then each telling with its lag and what it brought; and how new this one is. */
export const storyNotes = ({headline: {id}, story}: WireItem, tellings: readonly WireItem[]): readonly MarginNote[] => {
  const [first, ...others] = tellings;
  if (first === undefined) return [];
  const left = Math.max(0, others.length - MOST_TELLINGS);
  return [
    note('novelty', `${story.novelty} of 100`),
    note('first', list(story.firstSource, formatClock(first.headline.at))),
    ...others
      .slice(left)
      .map(({headline, story: {relation, changed, lag}}) =>
        note(
          formatElapsed(lag),
          list(headline.source, [RELATION_WORDS[relation], ...changed].join(' '), headline.id === id ? 'this one' : ''),
        ),
      ),
    ...(left > 0 ? [note('', `${left} before these`)] : []),
  ];
};

/** Every change of the wording, the newest first. */
export const revisionNotes = ({headline, earlier}: WireItem): readonly RevisionNote[] =>
  earlier
    .map(({text}, index): RevisionNote => {
      const after = earlier[index + 1];
      return {
        time: formatClock(after?.updatedAt ?? headline.updatedAt),
        parts: wordDiff(text, after?.text ?? headline.headline),
      };
    })
    .reverse();
