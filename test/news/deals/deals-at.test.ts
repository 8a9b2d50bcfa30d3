import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {instant} from '../../../src/core/instant.ts';
import type {TradingDate} from '../../../src/core/new-york.ts';
import type {Deal, DealAmount, DealEvent, DealStage} from '../../../src/news/deals/deal.ts';
import {dealsAt} from '../../../src/news/deals/deals-at.ts';
import {legalMove} from '../../../src/news/deals/legal-move.ts';

const event = (id: string, knownAt: number, stage: DealStage, more: Partial<DealEvent> = {}): DealEvent => ({
  id,
  date: '2026-01-30' as TradingDate,
  knownAt: instant(knownAt),
  stage,
  text: id,
  ...more,
});
const deal = (id: string, events: readonly DealEvent[]): Deal => ({
  id,
  kind: 'minority_stake',
  from: [{name: 'Amazon'}],
  to: {name: 'OpenAI'},
  events,
  catalysts: [{what: 'terms', knownAt: instant(20), certainty: 'inferred'}],
});
const billion = (value: number): DealAmount => ({value: value * 1e9, currency: 'USD', modifier: 'up_to'});
const stake = deal('stake', [
  event('rumour', 10, 'rumour', {amount: billion(10)}),
  event('talks', 20, 'talks', {talks: 'early'}),
  event('advanced', 30, 'talks', {talks: 'advanced', amount: billion(50)}),
  event('signed', 40, 'announced'),
]);

describe('deals as they stood', () => {
  const at = (now: number) => dealsAt([stake], instant(now))[0];

  test('a deal of which nothing is known does not exist', () => {
    expect(dealsAt([stake], instant(9))).toEqual([]);
  });
  test('stage, talks, amount and what is expected follow what was known', () => {
    expect(at(10)).toMatchObject({stage: 'rumour', talks: undefined, amount: billion(10), catalysts: []});
    expect(at(29)).toMatchObject({stage: 'talks', talks: 'early', amount: billion(10), catalysts: [{what: 'terms'}]});
    expect(at(30)).toMatchObject({stage: 'talks', talks: 'advanced', amount: billion(50), latest: {id: 'advanced'}});
    expect(at(99)).toMatchObject({stage: 'announced', talks: undefined, amount: billion(50)});
    expect(at(30)?.events.map(({id}) => id)).toEqual(['rumour', 'talks', 'advanced']);
  });
  test('a report that is no legal move adds to the events and leaves the stage', () => {
    const later = deal('stake', [...stake.events, event('echo', 50, 'rumour', {amount: billion(60)})]);
    expect(dealsAt([later], instant(60))[0]).toMatchObject({
      stage: 'announced',
      amount: billion(60),
      latest: {id: 'echo'},
    });
  });
  test('the deal with the latest event comes first', () => {
    const other = deal('other', [event('x', 25, 'rumour')]);
    expect(dealsAt([stake, other], instant(26)).map(state => state.deal.id)).toEqual(['other', 'stake']);
    expect(dealsAt([stake, other], instant(30)).map(state => state.deal.id)).toEqual(['stake', 'other']);
  });
  test('nothing after the clock matters, nor the order on file', () => {
    fc.assert(
      fc.property(
        fc.integer({min: 0, max: 60}),
        fc.shuffledSubarray([...stake.events], {minLength: 4}),
        (now, events) => {
          const known = stake.events.filter(({knownAt}) => knownAt <= now);
          const strip = (all: readonly DealEvent[]) =>
            dealsAt([deal('stake', all)], instant(now)).map(({deal: _, ...state}) => state);
          expect(strip(events)).toEqual(strip(known));
        },
      ),
    );
  });
});

describe('legal moves', () => {
  test.each([
    ['rumour', 'talks', true],
    ['rumour', 'closed', false],
    ['talks', 'rumour', false],
    ['term_sheet', 'talks', true],
    ['announced', 'regulatory_review', true],
    ['regulatory_review', 'announced', false],
    ['terminated', 'talks', true],
    ['lapsed', 'rumour', true],
    ['closed', 'terminated', false],
  ] as const)('%s → %s: %s', (from, to, legal) => {
    expect(legalMove(from, to)).toBe(legal);
  });
});
