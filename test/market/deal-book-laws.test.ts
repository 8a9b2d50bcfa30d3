import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import type {Headline} from '../../src/core/events.ts';
import {type Instant, instant, seconds} from '../../src/core/instant.ts';
import {ticker} from '../../src/core/ticker.ts';
import {applyChange} from '../../src/market/apply-change.ts';
import {applyEvent} from '../../src/market/apply-event.ts';
import {collectChange} from '../../src/market/collect-change.ts';
import {dealBookOf} from '../../src/market/deal-book.ts';
import {createMarket} from '../../src/market/market.ts';
import type {Snapshot} from '../../src/market/snapshot.ts';
import type {Deal, DealBook, DealEvent} from '../../src/news/deals/deal.ts';
import {dealsAt} from '../../src/news/deals/deals-at.ts';
import {aHeadline, at} from '../news/annotate-fixtures.ts';
import {dayFile} from './market-fixtures.ts';

const OPEN = at('2026-01-30T14:30:00Z');
const later = (count: number): Instant => instant(OPEN + seconds(count));
const SYMBOLS = ['AMZN', 'NVDA', 'MSFT', 'GOOGL'].map(ticker);
const TEXTS = [
  'Amazon in advanced talks to invest up to $50 billion in OpenAI',
  'OpenAI signs $38 billion cloud deal with Amazon',
  'Amazon denies it is in talks to invest in OpenAI',
  'Amazon agrees to invest $50 billion in OpenAI at $830 billion valuation',
  'Nvidia to acquire Groq for $20 billion, CNBC reports',
  'Nvidia enters into non-exclusive licensing deal with Groq',
  'Nvidia, Amazon in talks to invest up to $50 billion in OpenAI',
  'Nvidia in talks to invest up to $30 billion in OpenAI',
  'STORY WITHDRAWN: Amazon and OpenAI',
  'Stocks end higher as the Fed holds rates',
];

const newMarket = (deals: DealBook) => {
  const file = dayFile();
  return createMarket({file: {...file, day: {...file.day, symbols: SYMBOLS}, deals}});
};
type Market = ReturnType<typeof newMarket>;
const published = (before: Snapshot | undefined, market: Market, now: Instant): Snapshot =>
  applyChange(before, collectChange(market, {now, mode: 'replay', state: 'running', speed: 1}));
/** The book made at once, of a file that nothing was made of before. */
const atOnce = (headlines: readonly Headline[], deals: DealBook, now: Instant): DealBook => {
  const market = newMarket([...deals]);
  for (const headline of headlines) applyEvent(market, headline);
  return dealBookOf(published(undefined, market, now));
};

const anyHeadline: fc.Arbitrary<Headline> = fc
  .record({
    id: fc.integer({min: 0, max: 7}),
    text: fc.constantFrom(...TEXTS),
    second: fc.integer({min: 0, max: 300}),
    delay: fc.integer({min: 0, max: 60}),
    revised: fc.integer({min: 0, max: 2}),
  })
  .map(({id, text, second, delay, revised}) => {
    // A headline keeps the time at which it was published through its revisions.
    const told = later(id * 40);
    const updatedAt = revised === 0 ? told : later(id * 40 + 60 * revised + second);
    const receivedAt = instant(updatedAt + seconds(delay));
    return aHeadline(text, {id: `h${id}`, at: told, updatedAt, receivedAt, source: 'Reuters'});
  });

const {date} = dayFile().day;
const FILED: readonly Pick<Deal, 'id' | 'kind' | 'from' | 'to'>[] = [
  {id: 'stake', kind: 'minority_stake', from: [{name: 'Amazon', ticker: ticker('AMZN')}], to: {name: 'OpenAI'}},
  {id: 'chips', kind: 'acquisition', from: [{name: 'Nvidia', ticker: ticker('NVDA')}], to: {name: 'Groq'}},
];
const anyEvent = fc.record({
  second: fc.integer({min: -100, max: 500}),
  stage: fc.constantFrom('rumour' as const, 'talks' as const, 'announced' as const),
  names: fc.option(fc.integer({min: 0, max: 7}), {nil: undefined}),
});
const anyFile: fc.Arbitrary<DealBook> = fc.tuple(...FILED.map(() => fc.array(anyEvent, {maxLength: 3}))).map(lists =>
  FILED.map((deal, place): Deal => {
    const events = (lists[place] ?? []).map(
      ({second, stage, names}, index): DealEvent => ({
        id: `${deal.id}-${index}`,
        date,
        knownAt: later(second),
        stage,
        text: 'filed',
        ...(names === undefined ? {} : {headlineId: `h${names}`, at: later(names * 40)}),
      }),
    );
    return {...deal, events, catalysts: []};
  }),
);

describe('the laws of file and wire as one book', () => {
  test('grown headline by headline in any order it is the book made at once', () => {
    fc.assert(
      fc.property(
        fc.array(anyHeadline, {maxLength: 12}),
        anyFile,
        fc.array(fc.integer({min: 0, max: 600}), {minLength: 12, maxLength: 12}),
        (headlines, deals, clocks) => {
          const market = newMarket(deals);
          const seen: Snapshot[] = [];
          for (const [index, headline] of headlines.entries()) {
            applyEvent(market, headline);
            const snapshot = published(seen.at(-1), market, later(clocks[index] ?? 0));
            seen.push(snapshot);
            const known = headlines.slice(0, index + 1);
            expect(dealBookOf(snapshot)).toEqual(atOnce(known, deals, snapshot.clock.now));
          }
          // Looked at again in another order, each is what it was.
          for (const [index, snapshot] of [...seen.entries()].reverse())
            expect(dealBookOf(snapshot)).toEqual(atOnce(headlines.slice(0, index + 1), deals, snapshot.clock.now));
        },
      ),
      {numRuns: 150},
    );
  });

  test('what file and wire say later changes nothing of what was known', () => {
    fc.assert(
      fc.property(
        fc.array(anyHeadline, {maxLength: 12}),
        anyFile,
        fc.integer({min: -50, max: 600}),
        (all, deals, second) => {
          const now = later(second);
          const wire = all.filter(({receivedAt}) => receivedAt <= now);
          const cut = deals
            .map(deal => ({...deal, events: deal.events.filter(({knownAt}) => knownAt <= now)}))
            .filter(({events}) => events.length > 0);
          const states = (file: DealBook) =>
            dealsAt(atOnce(wire, file, now), now).map(({deal: {id}, ...state}) => [id, state]);
          expect(states(deals)).toEqual(states(cut));
        },
      ),
      {numRuns: 300},
    );
  });

  test('what the wire tells is in the book once, whoever names it', () => {
    fc.assert(
      fc.property(fc.array(anyHeadline, {maxLength: 12}), anyFile, (headlines, deals) => {
        const ids = atOnce(headlines, deals, later(1_000)).flatMap(deal =>
          [...deal.events, ...(deal.suggestions ?? []).map(({event}) => event)].map(({id}) => id),
        );
        expect(new Set(ids).size).toBe(ids.length);
      }),
    );
  });
});

describe('a file that comes to know a deal after the wire', () => {
  const [TALKS = '', , , SIGNED = ''] = TEXTS;
  const told = (id: string, second: number, text: string): Headline =>
    aHeadline(text, {id, at: later(second), updatedAt: later(second), receivedAt: later(second), source: 'Bloomberg'});
  const headlines = [told('talks', 0, TALKS), told('signed', 60, SIGNED)];
  const [stake] = FILED;
  const filed = (knownAt: Instant, headlineId?: string): DealBook =>
    stake === undefined
      ? []
      : [
          {
            ...stake,
            catalysts: [],
            events: [{id: 'f', date, knownAt, stage: 'announced', text: 'filed', ...(headlineId ? {headlineId} : {})}],
          },
        ];
  const ids = (deals: DealBook, now: Instant) =>
    dealsAt(atOnce(headlines, deals, now), now).map(({deal, events}) => [deal.id, events.map(({id}) => id)]);

  test('has the wire’s events under its own from then on, and not before', () => {
    const deals = filed(later(100));
    expect(ids(deals, later(99))).toEqual([['wire:AMZN>OPENAI:minority_stake', ['wire:talks', 'wire:signed']]]);
    expect(ids(deals, later(100))).toEqual([['stake', ['wire:talks', 'wire:signed', 'f']]]);
  });
  test('leaves a headline that it names only later on the wire until then', () => {
    const deals = filed(later(100), 'signed');
    expect(ids(deals, later(99))).toEqual([['wire:AMZN>OPENAI:minority_stake', ['wire:talks', 'wire:signed']]]);
    expect(ids(deals, later(100))).toEqual([['stake', ['wire:talks', 'f']]]);
  });
  test('has the amounts of the headline that it names, each a fact of its own, where it gives none', () => {
    const [state] = dealsAt(atOnce(headlines, filed(later(100), 'signed'), later(100)), later(100));
    expect(state?.latest).toMatchObject({id: 'f', stage: 'announced', amount: {value: 50e9}});
    expect(state?.facts.map(({of, value}) => [of, value])).toContainEqual(['valuation', 830e9]);
  });
});
