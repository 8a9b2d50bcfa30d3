import {between, HOUR} from '../core/instant.ts';
import type {MoneyNote} from './money.ts';
import type {StoryKey} from './story-key.ts';
import {apart} from './story-marks.ts';
import {jaccard} from './text-likeness.ts';

const DAY = 24 * HOUR;
/** Roundups come again every day. */
const LOOSE_HOURS = 12 * HOUR;
const DEAL_DAYS = 72 * HOUR;
/** Texts so alike are one story whatever else they say. */
const ALIKE = 0.5;
/** Amounts of one deal may be raised or corrected, but hardly by more than this. */
const MOST_RAISE = 4;
const FAMILIAR = 0.2;

/** Why two headlines tell of the same, and how strongly; undefined when they do not. */
export type Match = {readonly strength: number; readonly why: string};

const near = (a: number, b: number): boolean => Math.abs(a - b) <= 0.02 * Math.max(a, b);
const sameAmount = (a: readonly MoneyNote[], b: readonly MoneyNote[]): boolean =>
  a.some(one => b.some(other => one.currency === other.currency && near(one.value, other.value)));

/** Whether both give an amount for the same thing, and no pair of them fits. */
const conflicting = (a: StoryKey, b: StoryKey): boolean => {
  const pairs = a.money.flatMap(one =>
    b.money
      .filter(other => other.role === one.role && other.currency === one.currency)
      .map(other => [one.value, other.value] as const),
  );
  if (pairs.length === 0) return false;
  const most = a.kind === 'deal' ? MOST_RAISE : 1.02;
  return pairs.every(([one, other]) => Math.max(one, other) > most * Math.min(one, other));
};

const sharedOf = (a: ReadonlySet<string>, b: ReadonlySet<string>): number => [...a].filter(one => b.has(one)).length;

/** Other givers, roles turned round, or a contract beside a stake make another deal. */
const otherDeal = (a: StoryKey, b: StoryKey): boolean => {
  if (a.family !== undefined && b.family !== undefined && a.family !== b.family) return true;
  const turned = (one: StoryKey, other: StoryKey): boolean =>
    one.receiver !== undefined && other.givers.has(one.receiver) && !one.givers.has(one.receiver);
  if (a.family !== 'contract' && a.family === b.family && turned(a, b) && turned(b, a)) return true;
  if (a.givers.size === 0 || b.givers.size === 0) return false;
  const shared = sharedOf(a.givers, b.givers);
  return shared / (a.givers.size + b.givers.size - shared) < 0.5;
};

/** Brokers rate each for themselves, and what different authorities do, or is done in different places, are different affairs. */
const otherAffair = (a: StoryKey, b: StoryKey, shared: number): boolean => {
  if (a.kind === 'analyst' && apart(a.marks.brokers, b.marks.brokers)) return true;
  if (a.kind === 'deal' && b.kind === 'deal' && shared > 1) return false;
  return apart(a.marks.regulators, b.marks.regulators) || apart(a.marks.names, b.marks.names);
};

/** Whether words that are alike are only of one pattern: about other companies, with other figures, of another subject. */
const onlyPattern = (a: StoryKey, b: StoryKey): boolean =>
  apart(a.companies, b.companies) ||
  apart(a.marks.figures, b.marks.figures) ||
  (a.companies.size + b.companies.size === 0 && !a.stems.has(b.marks.lead) && !b.stems.has(a.marks.lead));

/** Whether a headline that is like a later one of a story can be of that story, given its first. */
export const canFollow = (key: StoryKey, first: StoryKey): boolean => {
  const shared = sharedOf(key.companies, first.companies);
  if (key.kind === 'deal' && first.kind === 'deal' && otherDeal(key, first)) return false;
  return shared === Math.min(key.companies.size, first.companies.size) && !otherAffair(key, first, shared);
};

/** How alike the words must be beside the key: two parties of a deal need none, one company that may have many affairs does. */
const leastLikeness = (a: StoryKey, b: StoryKey, shared: number): number => {
  if (a.kind === 'deal') return shared > 1 ? 0 : a.companies.size === b.companies.size ? 0.15 : 0.12;
  if (a.kind === 'earnings' || a.kind === 'guidance') return 0.05;
  if (a.kind === 'macro' && shared === 0) return 0.25;
  return shared > 1 ? 0.12 : FAMILIAR;
};

/** Whether two headlines are too far apart in time to tell of the same. */
export const isTooFar = (a: StoryKey, b: StoryKey): boolean => {
  const most = a.loose || b.loose ? LOOSE_HOURS : a.kind === 'deal' && b.kind === 'deal' ? DEAL_DAYS : DAY;
  return Math.abs(between(b.at, a.at)) > most;
};

/** Whether a headline belongs with an earlier one: by its structured key, else by its words. Same text and address are looked up before. */
export const matchOf = (a: StoryKey, b: StoryKey): Match | undefined => {
  const bothDeals = a.kind === 'deal' && b.kind === 'deal';
  if (isTooFar(a, b)) return undefined;
  const likeness = jaccard(a.stems, b.stems);
  const shared = sharedOf(a.companies, b.companies);
  const smaller = Math.min(a.companies.size, b.companies.size);
  if ((bothDeals && otherDeal(a, b)) || otherAffair(a, b, shared)) return undefined;
  const comparable = a.kind === b.kind && !a.loose && !b.loose && a.kind !== 'other';
  if (comparable && shared === smaller && (smaller > 0 || a.kind === 'macro') && !conflicting(a, b)) {
    const enough = sameAmount(a.money, b.money) && shared > 0;
    if (enough || likeness >= leastLikeness(a, b, shared)) {
      return {
        strength: 1 + shared + likeness + (enough ? 0.5 : 0),
        why: `same companies and ${a.kind}${enough ? ' and amount' : ''}`,
      };
    }
  }
  if (likeness >= ALIKE && !conflicting(a, b) && !onlyPattern(a, b))
    return {strength: likeness, why: `words alike ${likeness.toFixed(2)}`};
  return undefined;
};
