import {existsSync, readFileSync} from 'node:fs';
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
import type {DealBook} from '../../src/news/deals/deal.ts';
import {dealsAt} from '../../src/news/deals/deals-at.ts';
import {aHeadline, at} from '../news/annotate-fixtures.ts';
import {dayFile} from './market-fixtures.ts';

const OPEN = at('2026-01-30T14:30:00Z');
const later = (count: number): Instant => instant(OPEN + seconds(count));
const SYMBOLS = ['AMZN', 'NVDA', 'MSFT', 'GOOGL'].map(ticker);

const told = (id: string, second: number, headline: string, more: Partial<Headline> = {}): Headline =>
  aHeadline(headline, {
    id,
    at: later(second),
    updatedAt: later(second),
    receivedAt: later(second + 1),
    source: 'Bloomberg',
    ...more,
  });

const snapshotOf = (headlines: readonly Headline[], now: Instant, deals: DealBook = []): Snapshot => {
  const file = dayFile();
  const market = createMarket({file: {...file, day: {...file.day, symbols: SYMBOLS}, deals}});
  for (const headline of headlines) applyEvent(market, headline);
  return applyChange(undefined, collectChange(market, {now, mode: 'replay', state: 'paused', speed: 1}));
};
const END = later(100_000);
const statesOf = (headlines: readonly Headline[], deals?: DealBook, now = END) =>
  dealsAt(dealBookOf(snapshotOf(headlines, now, deals)), now);

const TALKS = told('talks', 0, 'Amazon in advanced talks to invest up to $50 billion in OpenAI');
const CLOUD = told('cloud', 60, 'OpenAI signs $38 billion cloud deal with Amazon', {source: 'Reuters'});
const DENIED = told('denied', 120, 'Amazon denies it is in talks to invest in OpenAI', {source: 'Reuters'});
const SIGNED = told('signed', 180, 'Amazon agrees to invest $50 billion in OpenAI', {source: 'Reuters'});
const GROQ = [
  told('groq-1', 0, 'Nvidia to acquire Groq for $20 billion in its largest deal ever, CNBC reports', {
    source: 'Investing.com',
  }),
  told('groq-2', 3_360, 'Nvidia licenses Groq’s AI technology as demand for cutting-edge chips grows', {source: 'WSJ'}),
  told('groq-3', 40_000, 'Nvidia enters into non-exclusive licensing deal with Groq', {source: 'MT Newswires'}),
];
const ALL = [TALKS, CLOUD, DENIED, SIGNED, ...GROQ];

describe('deals found on the wire', () => {
  test('a stake and a contract between the same two stay two deals', () => {
    const states = statesOf([TALKS, CLOUD]);
    expect(states.map(({kind, amount}) => [kind, amount?.value])).toEqual([
      ['commercial_contract', 38e9],
      ['minority_stake', 50e9],
    ]);
  });
  test('talks, a denial, and the signing are one deal', () => {
    const [stake] = statesOf([TALKS, DENIED, SIGNED]);
    expect(stake?.steps.map(({after: stage, status}) => [stage, status])).toEqual([
      ['talks', 'reported'],
      ['talks', 'disputed'],
      ['announced', 'confirmed'],
    ]);
  });
  test('a purchase that turns out to be a licence is one deal with its kind corrected', () => {
    const states = statesOf(GROQ);
    expect(states).toHaveLength(1);
    expect(states[0]).toMatchObject({kind: 'licence', stage: 'announced', amount: {value: 20e9}});
    expect(states[0]?.deal.kind).toBe('acquisition');
  });
  test('turned roles and other parties are another deal', () => {
    const turned = told('turned', 30, 'OpenAI in talks to invest up to $50 billion in Amazon');
    const other = told('other', 40, 'Amazon in talks to invest up to $25 billion in Anthropic');
    expect(statesOf([TALKS, turned, other])).toHaveLength(3);
  });
  test('what fits two deals about as well is left beside the better, for a person to place', () => {
    const more = told('more', 30, 'Nvidia in talks to invest up to $30 billion in OpenAI');
    const both = told('both', 90, 'Nvidia, Amazon in talks to invest up to $50 billion in OpenAI');
    const states = statesOf([TALKS, more, both]);
    expect(states.map(({events}) => events.length)).toEqual([1, 1]);
    expect(states.flatMap(({suggestions}) => suggestions.map(({event}) => event.headlineId))).toEqual(['both']);
  });
  test('names that nobody watches open no deal', () => {
    expect(statesOf([told('far', 0, 'Salesforce to buy Informatica for $8 billion')])).toEqual([]);
  });
});

describe('file and wire are one book', () => {
  const filed: DealBook = [
    {
      id: 'amazon-openai',
      kind: 'minority_stake',
      from: [{name: 'Amazon', ticker: ticker('AMZN')}],
      to: {name: 'OpenAI'},
      catalysts: [],
      events: [
        {id: '1', date: dayFile().day.date, knownAt: later(-1_000), stage: 'rumour', text: 'first discussed'},
        {
          id: '2',
          date: dayFile().day.date,
          at: TALKS.at,
          knownAt: TALKS.receivedAt,
          stage: 'talks',
          text: 'talks',
          headlineId: 'talks',
        },
      ],
    },
  ];
  test('a headline that the file stands for is not told twice; another one extends the deal on file', () => {
    const [state, ...rest] = statesOf([TALKS, SIGNED], filed);
    expect(rest).toEqual([]);
    expect(state?.events.map(({id}) => id)).toEqual(['1', '2', 'wire:signed']);
    expect(state?.stage).toBe('announced');
  });
});

describe('revisions', () => {
  const revised = (text: string): Headline => ({...TALKS, headline: text, updatedAt: later(50), receivedAt: later(51)});
  test('a revision replaces what its event said, known from its own receipt on', () => {
    const [state] = statesOf([TALKS, revised('Amazon in advanced talks to invest up to $40 billion in OpenAI')]);
    expect(state?.events).toHaveLength(1);
    expect(state).toMatchObject({amount: {value: 40e9}, latest: {knownAt: later(51)}});
  });
  test('a withdrawn headline is shown as withdrawn and moves the deal no more', () => {
    const rumour = told('rumour', -60, 'Amazon weighs investing $50 billion in OpenAI');
    const [state] = statesOf([rumour, TALKS, revised('STORY WITHDRAWN: Amazon and OpenAI')]);
    expect(state).toMatchObject({stage: 'rumour', latest: {headlineId: 'rumour'}});
    expect(state?.steps[1]).toMatchObject({withdrawn: true, event: {text: TALKS.headline}});
  });
});

describe('the laws of the book', () => {
  const close = [0, 30, 60, 90, 110].map((second, index) => ({
    ...(ALL[index] ?? TALKS),
    at: later(second),
    updatedAt: later(second),
    receivedAt: later(second),
  }));
  test('the order of arrival does not matter', () => {
    const straight = dealBookOf(snapshotOf(close, END));
    fc.assert(
      fc.property(fc.shuffledSubarray(close, {minLength: close.length}), mixed => {
        expect(dealBookOf(snapshotOf(mixed, END))).toEqual(straight);
      }),
    );
  });
  test('a wire that grows headline by headline gives the book of the whole', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(ALL), arriving => {
        const file = {...dayFile(), deals: [] as DealBook};
        const market = createMarket({file: {...file, day: {...file.day, symbols: SYMBOLS}}});
        let snapshot: Snapshot | undefined;
        for (const headline of arriving) {
          applyEvent(market, headline);
          applyEvent(market, headline);
          snapshot = applyChange(
            snapshot,
            collectChange(market, {now: END, mode: 'replay', state: 'running', speed: 1}),
          );
          dealBookOf(snapshot);
        }
        if (snapshot !== undefined) expect(dealBookOf(snapshot)).toEqual(dealBookOf(snapshotOf(arriving, END)));
      }),
    );
  });
  test('what becomes known later changes nothing of what was known', () => {
    const late = [...ALL].sort((a, b) => a.receivedAt - b.receivedAt);
    for (const {receivedAt: now} of late) {
      const known = late.filter(({receivedAt}) => receivedAt <= now);
      for (const {events} of statesOf(known, [], now))
        for (const event of events) expect(event.knownAt).toBeLessThanOrEqual(now);
      const ofAll = dealsAt(dealBookOf(snapshotOf(late, END)), now).map(({deal: _, ...state}) => state);
      expect(ofAll).toEqual(statesOf(known, [], now).map(({deal: _, ...state}) => state));
    }
  });
});

const REAL = new URL('../../../shared/data/news-2025-12-22_27.jsonl', import.meta.url);

test.skipIf(!existsSync(REAL))('the real chain of Nvidia and Groq is one deal', () => {
  const headlines = readFileSync(REAL, 'utf8')
    .trim()
    .split('\n')
    .map(line => JSON.parse(line))
    .map((row): Headline => {
      const published = at(row.created_at);
      return aHeadline(row.headline, {
        ...row,
        kind: 'headline',
        at: published,
        updatedAt: published,
        receivedAt: published,
      });
    });
  const groq = statesOf(headlines).filter(({deal}) => deal.to.name === 'Groq');
  expect(groq).toHaveLength(1);
  expect(groq[0]).toMatchObject({kind: 'licence', stage: 'announced', status: 'confirmed', amount: {value: 20e9}});
  expect(groq[0]?.events.length).toBeGreaterThanOrEqual(4);
});
