import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {instant} from '../../../src/core/instant.ts';
import type {TradingDate} from '../../../src/core/new-york.ts';
import type {Deal, DealEvent} from '../../../src/news/deals/deal.ts';
import {type DealState, foldDeal} from '../../../src/news/deals/deal-fold.ts';
import {claimableStage, legalMove} from '../../../src/news/deals/legal-move.ts';

const told = (id: string, at: number, more: Partial<DealEvent>): DealEvent => ({
  id,
  date: '2026-01-30' as TradingDate,
  at: instant(at),
  knownAt: instant(at),
  text: id,
  source: 'Reuters',
  tier: 3,
  headlineId: id,
  ...more,
});
const folded = (...events: readonly DealEvent[]): DealState => {
  const deal: Deal = {
    id: 'd',
    kind: 'acquisition',
    from: [{name: 'Nvidia'}],
    to: {name: 'Groq'},
    events,
    catalysts: [],
  };
  const state = foldDeal(deal, instant(1_000));
  if (state === undefined) throw new Error('nothing is known');
  return state;
};
const denies = {polarity: 'denies' as const, speaker: 'NVDA', tier: 4 as const};

describe('how good a source a stage needs', () => {
  test.each([
    ['talks', 1, 'rumour'],
    ['talks', 2, 'talks'],
    ['announced', 3, 'term_sheet'],
    ['announced', 1, 'rumour'],
    ['announced', 4, 'announced'],
    ['lapsed', 2, undefined],
    ['lapsed', 3, 'lapsed'],
    ['closed', 3, undefined],
    ['terminated', 4, 'terminated'],
    ['closed', undefined, 'closed'],
  ] as const)('%s by a source of tier %s: %s', (stage, tier, claimed) => {
    expect(claimableStage(stage, tier)).toBe(claimed);
  });
  test('signed by hearsay stays a term sheet until someone stands behind it', () => {
    const hearsay = told('a', 1, {stage: 'announced'});
    expect(folded(hearsay)).toMatchObject({stage: 'term_sheet', status: 'reported'});
    expect(folded(hearsay, told('b', 2, {stage: 'announced', tier: 4}))).toMatchObject({
      stage: 'announced',
      status: 'confirmed',
    });
  });
});

describe('what stands', () => {
  const talks = told('talks', 1, {stage: 'talks'});
  test('a party’s denial disputes and leaves the stage; the second party’s denies', () => {
    const once = folded(talks, told('no', 2, {...denies, stage: 'lapsed'}));
    expect(once).toMatchObject({stage: 'talks', status: 'disputed'});
    expect(once.steps[1]?.changed).toEqual(['status', 'tier']);
    expect(folded(talks, told('no', 2, denies), told('no, too', 3, {...denies, speaker: 'GROQ'})).status).toBe(
      'denied',
    );
  });
  test('who is no party denies nothing, and silence is no denial', () => {
    expect(folded(talks, told('no', 2, {polarity: 'denies'})).status).toBe('reported');
    expect(folded(talks, told('…', 2, {polarity: 'declines', speaker: 'NVDA'})).steps[1]?.changed).toEqual([]);
  });
  test('reported again after a denial it is unresolved; on the record it is confirmed', () => {
    expect(folded(talks, told('no', 2, denies), told('yes', 3, {stage: 'talks'})).status).toBe('unresolved');
    expect(folded(talks, told('no', 2, denies), told('signed', 3, {stage: 'announced', tier: 4})).status).toBe(
      'confirmed',
    );
  });
});

describe('corrections', () => {
  test('a better source corrects the kind, a worse one does not take it back', () => {
    const state = folded(
      told('buys', 1, {stage: 'announced', kind: 'acquisition', tier: 2}),
      told('licenses', 2, {stage: 'announced', kind: 'licence', tier: 4}),
      told('absorbs', 3, {stage: 'announced', kind: 'acquisition', tier: 1}),
    );
    expect(state.kind).toBe('licence');
    expect(state.steps.map(({changed}) => changed.includes('kind'))).toEqual([false, true, false]);
  });
  test('a withdrawn headline is shown and moves nothing', () => {
    const state = folded(
      told('talks', 1, {stage: 'talks'}),
      told('signed', 2, {stage: 'announced', tier: 4, withdrawal: 'own'}),
    );
    expect(state).toMatchObject({stage: 'talks', latest: {id: 'talks'}});
    expect(state.steps[1]).toMatchObject({withdrawn: true, changed: [], before: 'talks', after: 'talks'});
  });
  test('a withdrawal takes back what its own source said before', () => {
    const state = folded(
      told('talks', 1, {stage: 'talks', source: 'Bloomberg'}),
      told('signed', 2, {stage: 'announced', tier: 4}),
      told('withdrawn', 3, {stage: 'announced', tier: 4, withdrawal: 'earlier'}),
    );
    expect(state.stage).toBe('talks');
    expect(state.steps.map(({withdrawn}) => withdrawn)).toEqual([false, true, true]);
  });
  test('amounts of other things are kept apart', () => {
    const of = (kind: 'round' | 'valuation', value: number) =>
      ({of: kind, value, currency: 'USD', modifier: 'exact'}) as const;
    const state = folded(
      told('a', 1, {facts: [of('round', 100), of('valuation', 830)]}),
      told('b', 2, {facts: [of('round', 110)]}),
    );
    expect(state.facts).toEqual([of('valuation', 830), of('round', 110)]);
  });
});

const STAGES = [
  'rumour',
  'talks',
  'term_sheet',
  'announced',
  'regulatory_review',
  'closed',
  'terminated',
  'lapsed',
] as const;
const anEvent = fc.record({
  at: fc.integer({min: 1, max: 900}),
  stage: fc.constantFrom(...STAGES),
  tier: fc.constantFrom(1, 2, 3, 4, 5),
  polarity: fc.constantFrom('asserts', 'denies', 'declines', 'disputes'),
  speaker: fc.constantFrom('NVDA', 'GROQ'),
});
const events = fc
  .array(anEvent, {minLength: 1, maxLength: 12})
  .map(all => all.map(({at, ...more}, index) => told(`e${index}`, at, more as Partial<DealEvent>)));

describe('the laws of the fold', () => {
  test('the order on file does not matter', () => {
    fc.assert(
      fc.property(
        events.chain(all => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, {minLength: all.length}))),
        ([all, mixed]) => {
          const {deal: _, ...state} = folded(...mixed);
          const {deal: __, ...straight} = folded(...all);
          expect(state).toEqual(straight);
        },
      ),
    );
  });
  test('every stage is reached by a legal move or kept, and never by too weak a source', () => {
    fc.assert(
      fc.property(events, all => {
        for (const {before, after, event} of folded(...all).steps) {
          if (before === undefined || before === after) continue;
          expect(legalMove(before, after)).toBe(true);
          expect(claimableStage(after, event.tier)).toBe(after);
        }
      }),
    );
  });
  test('what comes later leaves earlier steps as they were', () => {
    fc.assert(
      fc.property(events, fc.integer({min: 0, max: 900}), (all, cut) => {
        const early = all.filter(({at}) => (at ?? 0) <= cut);
        fc.pre(early.length > 0);
        expect(folded(...all).steps.slice(0, early.length)).toEqual(folded(...early).steps);
      }),
    );
  });
});
