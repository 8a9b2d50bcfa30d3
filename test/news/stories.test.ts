import {existsSync, readFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import type {Headline} from '../../src/core/events.ts';
import {MINUTE, minutes, plus, SECOND, seconds} from '../../src/core/instant.ts';
import {parseTicker} from '../../src/core/ticker.ts';
import {annotate} from '../../src/news/annotate.ts';
import {allStories, applyHeadline, createStories, storyOf} from '../../src/news/stories.ts';
import {leadOf, type Story} from '../../src/news/story.ts';
import {aHeadline, at, FRIDAY} from './annotate-fixtures.ts';

const told = (headlines: readonly Headline[]): readonly Story[] => {
  const stories = createStories();
  for (const headline of headlines) applyHeadline(stories, headline, annotate(headline));
  return allStories(stories);
};
const later = (count: number): Pick<Headline, 'at' | 'updatedAt'> => {
  const time = plus(FRIDAY, minutes(count));
  return {at: time, updatedAt: time};
};
const relations = (story: Story | undefined): readonly string[] =>
  (story?.items ?? []).map(({relation, changed}) => [relation, ...changed].join(' '));

describe('a story', () => {
  test('folds reprints under who had it first, and marks what an update changes', () => {
    const [story, ...others] = told([
      aHeadline('Amazon in talks to invest $10 billion or more in OpenAI', {source: 'The Information'}),
      aHeadline('Amazon in Talks to Invest $10 Billion or More in OpenAI', {source: 'Wire Desk', ...later(3)}),
      aHeadline('Amazon said to be in talks over OpenAI stake - The Information', {source: 'Benzinga', ...later(9)}),
      aHeadline('Amazon in talks to invest up to $30 billion in OpenAI', {source: 'WSJ', ...later(41)}),
      aHeadline('Amazon in advanced talks to invest up to $30 billion in OpenAI', {source: 'Bloomberg', ...later(60)}),
      aHeadline('Amazon denies talks to invest in OpenAI', {source: 'CNBC', ...later(70)}),
    ]);
    expect(others).toEqual([]);
    expect(story?.firstSource).toBe('The Information');
    expect(relations(story)).toEqual([
      'first',
      'reprint',
      'reprint',
      'update amount',
      'update stage',
      'update status tier',
    ]);
    expect(story?.items.map(item => item.lag / MINUTE)).toEqual([0, 3, 9, 41, 60, 70]);
    expect(story?.items.map(item => item.novelty)).toEqual([100, 75, 56, 42, 32, 24]);
  });

  test('names as first source the outlet that a relay credits', () => {
    const [story] = told([
      aHeadline('Nvidia to acquire Groq for $20 billion, CNBC reports', {source: 'Investing.com'}),
    ]);
    expect(story?.firstSource).toBe('CNBC');
  });

  test('replaces a revised headline in place, keeps what it said, and marks the correction', () => {
    const wrong = aHeadline('Amazon in talks to put up to $15 billion into OpenAI', {id: '7', source: 'Flash'});
    const right = aHeadline('CORRECTION: Amazon in talks to put up to $50 billion, not $15 billion, into OpenAI', {
      id: '7',
      source: 'Flash',
      updatedAt: plus(FRIDAY, minutes(6)),
    });
    const [story, ...others] = told([wrong, right]);
    expect(others).toEqual([]);
    expect(story?.items).toHaveLength(1);
    expect(relations(story)).toEqual(['correction amount']);
    expect(story?.items[0]?.earlier.map(({headline}) => headline)).toEqual([wrong.headline]);
    expect(leadOf(story as Story)?.headline.headline).toBe(right.headline);
  });

  test('is marked once it is withdrawn', () => {
    const [story] = told([
      aHeadline('Intel to buy SambaNova for $1.6 billion', {id: '1'}),
      aHeadline('WITHDRAWN: Intel to buy SambaNova for $1.6 billion', {id: '1', updatedAt: plus(FRIDAY, minutes(20))}),
    ]);
    expect([story?.withdrawn, ...relations(story)]).toEqual([true, 'withdrawal']);
  });

  test('keeps two deals of the same parties apart', () => {
    const stories = told([
      aHeadline('OpenAI signs $38 billion compute contract with Amazon'),
      aHeadline('Amazon in talks to invest up to $50 billion in OpenAI', later(30)),
      aHeadline('Amazon weighs $50 billion OpenAI stake', later(35)),
      aHeadline('Nvidia, Microsoft, Amazon in talks to invest up to $60 billion in OpenAI', later(40)),
    ]);
    expect(stories.map(story => story.items.length)).toEqual([1, 2, 1]);
  });

  test('ends: a day later the same words begin another', () => {
    const stories = told([
      aHeadline('Most active stocks', {id: 'a'}),
      aHeadline('Most active stocks', {id: 'b', ...later(24 * 60)}),
    ]);
    expect(stories).toHaveLength(2);
  });

  test('does not gather all that names one company', () => {
    const stories = told([
      aHeadline('EU fines Google $3.5 billion over ad tech'),
      aHeadline('Google sued by rival over search data', later(5)),
      aHeadline('Google unveils faster Gemini model', later(10)),
      aHeadline('Google tidies the menus of its document editor', later(15)),
      aHeadline('3 reasons to buy Google stock now', {source: 'Motley Fool', ...later(20)}),
    ]);
    expect(stories).toHaveLength(5);
  });
});

/** The chain of Christmas 2025 told anew: a purchase that turns out to be a licence. */
const CHAIN = [
  [
    '2025-12-24T21:49:00Z',
    'Investing.com',
    'Nvidia to buy chip start-up Groq for $20 billion, its largest deal, CNBC reports',
  ],
  ['2025-12-24T22:20:00Z', 'Wire Desk', 'Nvidia to purchase Groq for about $20 billion - CNBC'],
  ['2025-12-24T22:45:00Z', 'The Wall Street Journal', 'Nvidia licenses technology of AI chip maker Groq'],
  ['2025-12-25T06:10:00Z', 'TheStreet', 'Nvidia makes its largest purchase ever'],
  ['2025-12-26T09:04:00Z', 'MT Newswires', 'Nvidia enters non-exclusive licensing deal with Groq'],
] as const;
const ASIDES = [
  ['2025-12-24T21:55:00Z', 'Zacks', 'Nvidia stock: what to expect in the new year'],
  ['2025-12-25T11:35:00Z', 'TipRanks', 'Nvidia tested an Intel process for its chips but stopped, Reuters says'],
  ['2025-12-25T14:00:00Z', 'Wire Desk', 'Nvidia to invest $5 billion in Intel'],
] as const;

test('the chain from purchase to licence is one story, and nothing else is in it', () => {
  const lines = [...CHAIN, ...ASIDES].sort(([a], [b]) => (a < b ? -1 : 1));
  const stories = told(
    lines.map(([time, source, text]) => aHeadline(text, {at: at(time), updatedAt: at(time), source})),
  );
  const chain = stories.find(story => story.items.length > 1);
  expect(chain?.items.map(({headline}) => headline.headline)).toEqual(CHAIN.map(([, , text]) => text));
  expect(chain?.firstSource).toBe('CNBC');
  expect(chain?.items.map(({relation}) => relation)).toEqual(['first', 'reprint', 'update', 'reprint', 'update']);
  expect(chain?.items[2]?.changed).toContain('kind');
  expect(chain?.items[4]?.changed).toEqual(['terms']);
});

type StoryCase = {readonly why: string; readonly lines: readonly (readonly [string, string])[]};
const CASES: readonly StoryCase[] = JSON.parse(readFileSync(new URL('./cases/stories.json', import.meta.url), 'utf8'));

test.each(CASES)('$why', ({lines}) => {
  const headlines = lines.map(([, text], index) => aHeadline(text, {id: `${index}`, ...later(index)}));
  const stories = told(headlines);
  const read = headlines.map(({id, headline}): readonly [string, string] => {
    const number = stories.findIndex(story => story.items.some(item => item.headline.id === id));
    const item = stories[number]?.items.find(one => one.headline.id === id);
    return [[number + 1, item?.relation, ...(item?.changed ?? [])].join(' '), headline];
  });
  expect(read).toEqual(lines);
});

describe('headlines of one pattern about different things', () => {
  const NAMES = ['Zorvex', 'Quandril', 'Bemtora', 'Halvik', 'Ostrune', 'Pellivar', 'Dravenko', 'Mirrowen'];
  const PLACES = ['Ohio', 'Texas', 'Leeds', 'Osaka', 'Lyon', 'Porto', 'Turin', 'Gdansk', 'Oslo', 'Perth'];
  const pick = (list: readonly string[], index: number): string => list[index % list.length] ?? '';
  const patterns: readonly (readonly [string, (index: number) => string])[] = [
    ['places', index => `Amazon opens plant ${index} in ${pick(PLACES, index)}`],
    ['names', index => `${pick(NAMES, index)} tests robots in ${pick(PLACES, index >> 3)}`],
    ['numbers', index => `Analysts note change in outlook number ${index} for the sector`],
    ['targets', index => `Evercore raises ${pick(NAMES, index)} price target to $${200 + index}`],
    ['purchases', index => `${pick(NAMES, index)} to buy ${pick(NAMES, index + 3)}${index} for $${index + 1} billion`],
    ['results', index => `${pick(NAMES, index)} Q2 revenue rises ${index + 3}% to $${index + 90} million`],
  ];
  test.each(patterns)('stay apart: %s', (_, textOf) => {
    const stories = told(
      Array.from({length: 80}, (_, index) => aHeadline(textOf(index), {id: `${index}`, ...later(index)})),
    );
    expect(stories.map(story => story.items.length).filter(length => length > 1)).toEqual([]);
  });
});

const NEWS = fileURLToPath(new URL('../../../shared/data/news-2025-12-22_27.jsonl', import.meta.url));

test.skipIf(!existsSync(NEWS))('the real headlines of that week fall into the same chain', () => {
  const headlines = readFileSync(NEWS, 'utf8')
    .split('\n')
    .filter(line => line !== '')
    .map(line => {
      const raw = JSON.parse(line);
      const time = at(raw.created_at);
      const symbols = raw.symbols.flatMap((symbol: string) => parseTicker(symbol) ?? []);
      return aHeadline(raw.headline, {
        id: raw.id,
        at: time,
        updatedAt: at(raw.updated_at),
        source: raw.source,
        url: raw.url,
        symbols,
      });
    });
  const stories = told(headlines);
  // Read by eye: the chain of six, and three pairs of summaries and reports that are each sent twice.
  expect(
    stories
      .map(story => story.items.length)
      .sort((a, b) => b - a)
      .slice(0, 5),
  ).toEqual([6, 2, 2, 2, 1]);
  const chain = stories.find(story => story.items[0]?.headline.headline.startsWith('Nvidia to acquire Groq'));
  const texts = chain?.items.map(({headline}) => headline.headline) ?? [];
  expect(texts.length).toBeGreaterThanOrEqual(5);
  expect(texts.filter(text => !/Groq|Rival for \$20B|biggest purchase ever/.test(text))).toEqual([]);
  expect(chain?.firstSource).toBe('CNBC');
});

describe('the order of arrival', () => {
  const texts = [
    'Amazon in talks to invest up to $50 billion in OpenAI',
    'Amazon in advanced talks to invest up to $50 billion in OpenAI',
    'Amazon to put $50B into OpenAI, WSJ says',
    'Amazon declines to comment on OpenAI report',
    'Microsoft slips as Amazon nears OpenAI deal',
    'Nvidia licenses Groq technology',
    'Nvidia to acquire Groq for $20 billion',
    'EU fines Google $3.5 billion',
    'Google fined $3.5 billion by EU',
  ];
  const arrivals = fc
    .array(fc.tuple(fc.constantFrom(...texts), fc.integer({min: 0, max: 120}), fc.boolean()), {
      minLength: 2,
      maxLength: 14,
    })
    .map(list =>
      list.flatMap(([text, second, revised], index) => {
        const time = plus(FRIDAY, seconds(second));
        const first = aHeadline(text, {id: `${index}`, at: time, updatedAt: time});
        return revised
          ? [first, {...first, headline: `${text} (corrects amount)`, updatedAt: plus(time, SECOND)}]
          : [first];
      }),
    );
  const shuffled = arrivals.chain(list =>
    fc.tuple(fc.constant(list), fc.shuffledSubarray(list, {minLength: list.length, maxLength: list.length})),
  );

  test('does not matter', () => {
    fc.assert(
      fc.property(shuffled, ([list, other]) => {
        expect(told(other)).toEqual(told(list));
      }),
      {numRuns: 150},
    );
  });

  test('nor does hearing everything twice', () => {
    fc.assert(
      fc.property(arrivals, list => {
        expect(told([...list, ...list])).toEqual(told(list));
      }),
      {numRuns: 50},
    );
  });
});

test('finds the story of a headline, and none of one never told', () => {
  const stories = createStories();
  const headline = aHeadline('Intel CEO steps down', {id: '9'});
  const story = applyHeadline(stories, headline, annotate(headline));
  expect(storyOf(stories, '9')).toBe(story);
  expect(storyOf(stories, '10')).toBeUndefined();
});
