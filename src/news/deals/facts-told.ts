import type {MoneyNote, MoneyRole} from '../money.ts';
import type {Notes} from '../notes.ts';
import type {AmountOf, DealAmount, DealFact, DealKind} from './deal.ts';

const OF: Partial<Record<MoneyRole, AmountOf>> = {
  investment: 'investment',
  purchase: 'price',
  contract: 'contract',
  round: 'round',
  valuation: 'valuation',
};
/** A part paid first or later is a tranche, whatever the whole is. */
const TRANCHE =
  /^[^,;]{0,4}?(?: \S+){0,2}? (?:upfront|up front|now|initially|at first|contingent|on conditions|tranche|instal?lment)\b/i;
const TRANCHE_BEFORE = /\b(?:initial|first|second|final|upfront|contingent|further|tranche of|instal?lment of)\s$/i;

const MAIN: Readonly<Record<DealKind, readonly AmountOf[]>> = {
  acquisition: ['price', 'investment'],
  merger: ['price', 'valuation'],
  asset_sale: ['price', 'investment'],
  majority_stake: ['investment', 'price'],
  minority_stake: ['investment', 'price'],
  joint_venture: ['investment', 'contract'],
  commercial_contract: ['contract', 'price'],
  licence: ['price', 'contract', 'investment'],
  financing: ['round', 'investment'],
  spin_off: ['valuation', 'price'],
};

const ofWhat = (text: string, note: MoneyNote): AmountOf | undefined => {
  if (note.denied || note.perShare) return undefined;
  const of = OF[note.role];
  if (of === undefined || of === 'valuation' || of === 'round') return of;
  const isPart = TRANCHE.test(text.slice(note.to, note.to + 48)) || TRANCHE_BEFORE.test(text.slice(0, note.from));
  return isPart ? 'tranche' : of;
};

/** What the amount of such a deal is of: a contract's is no investment, even where the words nearest to it say so. */
const rightly = (of: AmountOf, kind: DealKind | undefined, alone: boolean): AmountOf => {
  if (kind === undefined || of === 'round' || of === 'tranche') return of;
  if (of === 'valuation') return alone && kind === 'commercial_contract' ? 'contract' : of;
  const main = MAIN[kind][0] ?? of;
  return main === 'round' || MAIN[kind].includes(of) ? of : main;
};

/** Every amount of a deal that a headline tells, each a fact of its own; what it takes back is none. */
export const factsTold = (text: string, notes: Notes, kind: DealKind | undefined): readonly DealFact[] =>
  notes.money.flatMap((note): DealFact[] => {
    const told = ofWhat(text, note);
    if (told === undefined) return [];
    const of = rightly(told, kind, notes.money.length === 1);
    const {value, high, currency, modifier} = note;
    return [{value, currency, modifier, ...(high === undefined ? {} : {high}), of}];
  });

/** The amount of a deal of this kind among what was told: a round that a stake is part of is not the stake's. */
export const mainAmount = (kind: DealKind, facts: readonly DealFact[]): DealAmount | undefined => {
  for (const of of MAIN[kind]) {
    const fact = facts.find(one => one.of === of);
    if (fact === undefined) continue;
    const {of: _, ...amount} = fact;
    return amount;
  }
  return undefined;
};
