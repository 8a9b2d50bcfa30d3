import type {WireItem} from '../market/snapshot.ts';
import type {Attribution} from '../news/attribution.ts';
import type {CompanyNote} from '../news/entities/entity-note.ts';
import type {MoneyNote} from '../news/money.ts';
import type {Notes} from '../news/notes.ts';
import type {PercentNote} from '../news/percents.ts';
import type {TextSpan} from '../news/words.ts';
import {formatAmount, formatClock, formatElapsed, formatShare} from './format.ts';
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

/** One note in the margin: what it is about, what is noted, and why where that is no matter of course. */
export type MarginNote = {
  readonly name: string;
  readonly words: string;
  readonly trend: 'up' | 'down' | 'flat';
  /** The words of the text, or the rule, that made it. */
  readonly why: string;
};

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
  const words =
    taken === undefined
      ? `no stance ${formatShare(likeliest)} at most`
      : `${stanceSign(taken)} ${taken} ${formatShare(likeliest)}`;
  const spans = [...evidence].sort((a, b) => a.from - b.from).map(quote);
  const trend = taken === 'positive' ? 'up' : taken === 'negative' ? 'down' : 'flat';
  return note(ticker ?? id, words, [...new Set(spans)].join(', '), trend);
};

const moneyOf = (notes: Notes, money: MoneyNote): MarginNote =>
  note(
    formatAmount(money),
    list(spelled(money.role), nameOf(notes, money.about), money.denied ? 'taken back' : ''),
    money.why,
  );

const percentOf = (notes: Notes, {value, high, unit, role, about, why}: PercentNote): MarginNote =>
  note(
    `${value}${high === undefined ? '' : `–${high}`}${UNIT_WORDS[unit]}`.replace('-', '−'),
    list(spelled(role), nameOf(notes, about)),
    why,
  );

/** What the program reads in a headline, for the margin beside its text. */
export const marginNotes = ({headline, notes}: WireItem): readonly MarginNote[] => {
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
    ...notes.money.map(money => moneyOf(notes, money)),
    ...notes.percents.map(percent => percentOf(notes, percent)),
  ];
};

/** The story so far: who had it first, then each telling with its lag and what it brought; and how new this one is. */
export const storyNotes = ({headline: {id}, story}: WireItem, tellings: readonly WireItem[]): readonly MarginNote[] => {
  const [first, ...others] = tellings;
  if (first === undefined) return [];
  const left = Math.max(0, others.length - MOST_TELLINGS);
  return [
    note('first', list(story.firstSource, formatClock(first.headline.at)), `novelty ${story.novelty} of 100`),
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
