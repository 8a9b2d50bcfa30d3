import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import type {Headline} from '../../../src/core/events.ts';
import {ticker} from '../../../src/core/ticker.ts';
import {matchesFilter} from '../../../src/market/filter/matches-filter.ts';
import {parseFilter} from '../../../src/market/filter/parse-filter.ts';
import type {WireItem} from '../../../src/market/snapshot.ts';
import {at, face, headline, snapshotOf} from '../../ui/day-fixture.ts';

/** A headline as the wire holds it. */
const item = (text: string, more: Partial<Headline> = {}): WireItem => {
  const one = headline('h', at(9, 41), text, [ticker('AMZN')], {summary: '', source: 'Bloomberg', ...more});
  const [held] = snapshotOf([one], face(at(9, 42))).wire;
  if (held === undefined) throw new Error('the wire is empty');
  return held;
};

const passes = (filter: string, one: WireItem): boolean => {
  const parsed = parseFilter(filter);
  if (parsed.filter === undefined) throw new Error(parsed.error);
  return matchesFilter(one, parsed.filter);
};

const TALKS = item('Amazon in advanced talks to invest up to $50 billion in OpenAI');
const SMALL = item('Amazon to invest $500 million in a data center in Ohio', {source: 'Reuters'});
const OPINION = item('Opinion: Amazon should not put $50 billion into OpenAI', {source: 'Wire One'});

describe('a filter', () => {
  test.each([
    ['openai', TALKS, true],
    ['OPENAI -talks', TALKS, false],
    ['"data center"', SMALL, true],
    ['"center data"', SMALL, false],
    ['amzn', SMALL, true],
    ['symbol:amzn', SMALL, true],
    ['symbol:NVDA', SMALL, false],
    ['-symbol:NVDA', SMALL, true],
    ['amount>10B', TALKS, true],
    ['amount>10b', SMALL, false],
    ['amount<=500M', SMALL, true],
    ['amount=$0.5bn', SMALL, true],
    ['stage:talks', TALKS, true],
    ['stage:advanced', TALKS, true],
    ['stage:closed', TALKS, false],
    ['source:bloomberg', TALKS, true],
    ['source:Bloomberg', SMALL, false],
    ['-opinion', OPINION, false],
    ['-opinion', TALKS, true],
    ['kind:opinion', OPINION, true],
    ['kind:deal', TALKS, true],
    ['AMZN amount>10B stage:talks -opinion source:Bloomberg', TALKS, true],
    ['AMZN amount>10B stage:talks -opinion source:Bloomberg', OPINION, false],
    ['name:openai', TALKS, true],
    ['name:AMZN', TALKS, true],
    ['name:openai', SMALL, false],
    ['novelty>=100', TALKS, true],
    ['novelty<100', TALKS, false],
    ['importance>=60', TALKS, true],
    ['importance>=60', OPINION, false],
    ['', SMALL, true],
  ] as const)('%j', (filter, one, expected) => {
    expect(passes(filter, one)).toBe(expected);
  });

  test.each([
    ['amount>', 'an amount is written amount>10B'],
    ['amount>lots', 'an amount is written amount>10B'],
    ['price>3', 'only amount, novelty and importance compare'],
    ['stage:done', 'no stage done: rumour talks'],
    ['stage:', 'stage: of what?'],
    ['stage:toString', 'no stage toString'],
    ['kind:gossip', 'no kind gossip: deal earnings'],
    ['colour:red', 'no filter colour: amount stage novelty importance name source kind symbol'],
    ['"cloud', 'a quote is not closed'],
  ])('%j is answered with what is wrong', (filter, words) => {
    expect(parseFilter(filter).error).toContain(words);
  });

  test('is read or refused, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({maxLength: 60}), text => {
        const parsed = parseFilter(text);
        if (parsed.filter !== undefined) matchesFilter(TALKS, parsed.filter);
        expect((parsed.filter === undefined) !== (parsed.error === undefined)).toBe(true);
      }),
    );
  });

  test('without is the opposite of with', () => {
    const part = fc.constantFrom(
      'openai',
      'amount>10B',
      'stage:talks',
      'source:wire',
      'opinion',
      'symbol:AMZN',
      '"to invest"',
    );
    fc.assert(
      fc.property(part, fc.constantFrom(TALKS, SMALL, OPINION), (term, one) => {
        expect(passes(`-${term}`, one)).toBe(!passes(term, one));
      }),
    );
  });
});
