import {readdirSync, readFileSync} from 'node:fs';
import {expect, test} from 'vitest';
import type {Headline} from '../../src/core/events.ts';
import {annotate} from '../../src/news/annotate.ts';
import type {Notes} from '../../src/news/notes.ts';
import {allStories, applyHeadline, createStories} from '../../src/news/stories.ts';
import {aHeadline, at} from './annotate-fixtures.ts';

/** What is read in the wires of the bundled days, as goldens: `vitest -u` writes them, a person reads them. */
const SCENARIOS = new URL('../../fixtures/scenarios/', import.meta.url);
const wires = readdirSync(SCENARIOS).filter(name => name.endsWith('-wire.json'));

type WireStory = {
  readonly id: string;
  readonly at: string;
  readonly source: string;
  readonly url: string;
  readonly symbols: Headline['symbols'];
  readonly headline: string;
  readonly revisions?: readonly {readonly at: string; readonly headline?: string}[];
};

const headlinesOf = (name: string): readonly Headline[] => {
  const stories: readonly WireStory[] = JSON.parse(readFileSync(new URL(name, SCENARIOS), 'utf8')).stories;
  const time = (clock: string) => at(`${name.slice(0, 10)}T${clock}-05:00`);
  return stories.flatMap(({id, source, url, symbols, headline, revisions = [], ...story}) => {
    const first = aHeadline(headline, {id, source, url, symbols, at: time(story.at), updatedAt: time(story.at)});
    return [first, ...revisions.map(one => ({...first, headline: one.headline ?? headline, updatedAt: time(one.at)}))];
  });
};

const MARKS = {positive: '▲', negative: '▼', neutral: '='} as const;

const linesOf = (text: string, notes: Notes): readonly string[] => {
  const deal = notes.event.deal;
  const sides = deal === undefined ? '' : ` ${deal.kind} ${deal.parties.from.join('+')}>${deal.parties.to ?? '?'}`;
  const {by, polarity, hedge, tier} = notes.attribution;
  const companies = notes.companies.filter(({mentions}) => mentions.length > 0);
  const words = (from: number, to: number) => text.slice(from, to);
  return [
    text,
    `  ${notes.event.kind}${sides} · ${notes.form.kind} · importance ${notes.importance} · ${by} ${polarity} ${hedge} tier ${tier}`,
    ...(companies.length === 0
      ? []
      : [
          `  ${companies.map(({id, role, stance: {stance}}) => `${id}${stance === undefined ? '?' : MARKS[stance]} ${role}`).join(' · ')}`,
        ]),
    ...notes.money.map(({from, to, role, about}) => `  ${words(from, to)}: ${role} ${about ?? ''}`),
    ...notes.percents.map(({from, to, value, role, about}) => `  ${words(from, to)}: ${value} ${role} ${about ?? ''}`),
    ...notes.dates.map(
      ({from, to, first, last}) => `  ${words(from, to)}: ${first}${first === last ? '' : `..${last}`}`,
    ),
    ...notes.stages.map(({from, to, stage, talks}) => `  ${words(from, to)}: ${stage} ${talks ?? ''}`.trimEnd()),
  ];
};

test.each(wires)('%s reads as its golden', async name => {
  const headlines = headlinesOf(name);
  const stories = createStories();
  for (const headline of headlines) applyHeadline(stories, headline, annotate(headline));
  const read = headlines.flatMap(headline => linesOf(headline.headline, annotate(headline)));
  const folded = allStories(stories)
    .filter(story => story.items.length > 1)
    .flatMap(story => [
      `story of ${story.firstSource}`,
      ...story.items.map(
        item => `  ${[item.relation, ...item.changed].join(' ')} · novelty ${item.novelty} · ${item.headline.headline}`,
      ),
    ]);
  await expect([...read, '', ...folded, ''].join('\n')).toMatchFileSnapshot(
    `../golden/notes/${name.replace('.json', '.txt')}`,
  );
});
