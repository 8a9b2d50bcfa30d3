import {describe, expect, test} from 'vitest';
import {DAY, instant} from '../../../src/core/instant.ts';
import type {TradingDate} from '../../../src/core/new-york.ts';
import type {SourceTier} from '../../../src/news/attribution.ts';
import type {Deal, DealEvent, DealFact, DealKind, DealStage} from '../../../src/news/deals/deal.ts';
import {foldDeal} from '../../../src/news/deals/deal-fold.ts';
import type {DealTelling, ToldParty} from '../../../src/news/deals/deal-telling.ts';
import {bookOf, extendEntries, seedEntries} from '../../../src/news/deals/extend-book.ts';
import {claimableStage, legalMove} from '../../../src/news/deals/legal-move.ts';
import {type DealFace, matchScore} from '../../../src/news/deals/match-score.ts';
import {aHeadline} from '../annotate-fixtures.ts';

const party = (id: string): ToldParty => ({id, name: id});
const [AMZN, NVDA, LAB] = [party('AMZN'), party('NVDA'), party('OPENAI')];
const usd = (value: number, of: DealFact['of'] = 'investment'): DealFact => ({
  value,
  currency: 'USD',
  modifier: 'exact',
  of,
});
const telling = (more: Partial<DealTelling> = {}): DealTelling => ({
  kind: 'minority_stake',
  from: [AMZN],
  to: LAB,
  all: [AMZN, LAB],
  stage: 'talks',
  talks: undefined,
  polarity: 'asserts',
  speaker: undefined,
  tier: 3,
  source: 'Wire',
  facts: [],
  consideration: [],
  catalysts: [],
  text: 'talks',
  withdrawal: undefined,
  why: 'talks',
  ...more,
});
const NOW = instant(400 * DAY);
const face = (more: Partial<DealFace> = {}): DealFace => ({
  from: new Set(['AMZN']),
  to: 'OPENAI',
  kind: 'minority_stake',
  amount: undefined,
  stage: 'talks',
  lastAt: NOW,
  ...more,
});
const alone = {from: [], to: undefined, all: [LAB]};

describe('how well a telling fits a deal', () => {
  test.each<[string, Partial<DealTelling>, Partial<DealFace>, number | undefined]>([
    ['both principals, the kind, the amount, today', {facts: [usd(5e10)]}, {amount: usd(5e10)}, 1],
    ['a further giver', {from: [AMZN, NVDA], all: [AMZN, NVDA, LAB]}, {}, 0.45 * 0.9 + 0.25 + 0.075 + 0.15],
    ['one of two givers', {}, {from: new Set(['AMZN', 'NVDA'])}, 0.45 * 0.9 + 0.25 + 0.075 + 0.15],
    ['one principal alone', alone, {}, 0.45 * 0.55 + 0.25 + 0.075 + 0.15],
    ['a kind mistaken for it', {kind: 'financing'}, {}, 0.45 + 0.25 * 0.6 + 0.075 + 0.15],
    ['no kind told', {kind: undefined}, {}, 0.45 + 0.125 + 0.075 + 0.15],
    ['half the amount', {facts: [usd(2.5e10)]}, {amount: usd(5e10)}, 0.45 + 0.25 + 0.075 + 0.15],
    ['a tenth of it', {facts: [usd(5e9)]}, {amount: usd(5e10)}, 0.45 + 0.25 + 0.015 + 0.15],
    ['sixty days on', {}, {lastAt: instant(340 * DAY)}, 0.45 + 0.25 + 0.075 + 0.15 / Math.E],
    ['another party beside', {from: [NVDA], all: [NVDA, LAB]}, {}, undefined],
    ['turned roles', {from: [LAB], to: AMZN}, {}, undefined],
    ['turned roles, the giver untold', {from: [], to: AMZN}, {}, undefined],
    ['another sort of deal', {kind: 'commercial_contract'}, {}, undefined],
    ['talks after the closing', {}, {stage: 'closed', lastAt: instant(396 * DAY)}, undefined],
    ['either side of a merger', {kind: 'merger', from: [LAB], to: AMZN}, {kind: 'merger'}, 0.45 + 0.25 + 0.075 + 0.15],
  ])('%s', (_, told, deal, score) => {
    const fits = matchScore(telling(told), face(deal), NOW);
    if (score === undefined) expect(fits).toBeUndefined();
    else expect(fits).toBeCloseTo(score, 12);
  });
});

const filed = (id: string, amount: number, daysAgo = 0): Deal => ({
  id,
  kind: 'minority_stake',
  from: [{...AMZN}],
  to: {...LAB},
  catalysts: [],
  events: [
    {
      id: `${id}-1`,
      date: '2026-01-30' as TradingDate,
      knownAt: instant(NOW - daysAgo * DAY),
      amount: usd(amount),
      text: 'told',
    },
  ],
});
/** What became of a telling: `linked`, `beside`, or `none`. */
const placed = (deals: readonly Deal[], told: DealTelling): string => {
  const headline = aHeadline('talks', {id: 'h', at: NOW, updatedAt: NOW, receivedAt: NOW});
  const step = {at: NOW, id: 'h', told: {by: 'wire' as const, headline, telling: told}};
  const book = bookOf(deals, extendEntries(seedEntries(deals), [step], new Set(['OPENAI'])));
  const linked = book.filter(deal => deal.events.some(({id}) => id === 'wire:h')).map(({id}) => id);
  const beside = book.filter(({suggestions}) => suggestions !== undefined).map(({id}) => id);
  return [...linked, ...beside.map(id => `maybe ${id}`)].join() || 'none';
};

describe('where a telling goes', () => {
  const round = (share: number) => telling({...alone, kind: 'financing', facts: [usd(1e9 * share, 'round')]});

  test('to a deal from .65 on', () => {
    expect(placed([filed('a', 1e9)], round(0.69))).toBe('a');
    expect(placed([filed('a', 1e9)], round(0.67))).toBe('maybe a');
  });
  test('beside it from .45 on', () => {
    expect(placed([filed('a', 1e9, 62)], round(0))).toBe('maybe a');
    expect(placed([filed('a', 1e9, 64)], round(0))).not.toContain('maybe');
  });
  test('beside the better of two that fit within .10 of each other', () => {
    const told = telling({facts: [usd(1e9)]});
    expect(placed([filed('a', 1e9), filed('b', 3.1e8)], told)).toBe('a');
    expect(placed([filed('a', 1e9), filed('b', 3.6e8)], told)).toBe('maybe a');
  });
  test('to neither of two with the roles turned', () => {
    const turned = placed([filed('a', 1e9)], telling({from: [LAB], to: AMZN, all: [LAB, AMZN]}));
    expect(turned).toBe('wire:OPENAI>AMZN:minority_stake');
  });
});

const STAGES: readonly DealStage[] = [
  'rumour',
  'talks',
  'term_sheet',
  'announced',
  'regulatory_review',
  'closed',
  'terminated',
  'lapsed',
];

test('a deal moves as deals do', () => {
  const moves = STAGES.map(from => `${from}: ${STAGES.filter(to => legalMove(from, to)).join(' ')}`);
  expect(moves).toEqual([
    'rumour: talks term_sheet announced lapsed',
    'talks: term_sheet announced lapsed',
    'term_sheet: talks announced lapsed',
    'announced: regulatory_review closed terminated',
    'regulatory_review: closed terminated',
    'closed: ',
    'terminated: talks announced',
    'lapsed: rumour talks announced',
  ]);
});

test('a source carries no more than its tier', () => {
  const tiers: readonly SourceTier[] = [1, 2, 3, 4, 5];
  const carried = STAGES.map(stage => `${stage}: ${tiers.map(tier => claimableStage(stage, tier) ?? '-').join(' ')}`);
  expect(carried).toEqual([
    'rumour: rumour rumour rumour rumour rumour',
    'talks: rumour talks talks talks talks',
    'term_sheet: rumour term_sheet term_sheet term_sheet term_sheet',
    'announced: rumour term_sheet term_sheet announced announced',
    'regulatory_review: - - - regulatory_review regulatory_review',
    'closed: - - - closed closed',
    'terminated: - - - terminated terminated',
    'lapsed: - - lapsed lapsed lapsed',
  ]);
  for (const stage of STAGES) expect(claimableStage(stage, undefined)).toBe(stage);
});

test('kinds that reports never mistake are told apart', () => {
  const kinds: readonly DealKind[] = ['commercial_contract', 'spin_off', 'merger', 'licence'];
  const fits = kinds.map(kind => matchScore(telling({kind}), face(), NOW) !== undefined);
  expect(fits).toEqual([false, false, false, false]);
});

test('what a denial names is no news of the deal: its amount, kind and parties stay as they were', () => {
  const {events, ...deal} = filed('a', 1e9);
  const denial: DealEvent = {
    id: 'denied',
    date: '2026-01-30' as TradingDate,
    knownAt: NOW,
    amount: usd(9e9),
    facts: [usd(9e9)],
    consideration: ['chips'],
    kind: 'acquisition',
    parties: [NVDA],
    polarity: 'denies',
    speaker: 'AMZN',
    text: 'denies it',
  };
  const before = foldDeal({...deal, events}, NOW);
  const after = foldDeal({...deal, events: [...events, denial]}, NOW);
  const said = (state: typeof before) => [state?.amount, state?.facts, state?.consideration, state?.kind, state?.from];
  expect(said(after)).toEqual(said(before));
  expect(after?.status).toBe('disputed');
});
