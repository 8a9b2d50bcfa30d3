import type {Headline} from '../core/events.ts';
import {annotate} from '../news/annotate.ts';
import {dealTellingOf, revisedTelling} from '../news/deals/deal-telling.ts';
import {retoldBy, type Stories, storyOf, applyHeadline as tellStory} from '../news/stories.ts';
import {boundWire} from './let-go.ts';
import type {Market, Reading} from './market.ts';
import type {StoryPlace} from './snapshot.ts';
import {reviseItem} from './wire.ts';

/** Readings that are kept for a rewind. */
const MOST_READ = 16_384;

/** What one edition says. It follows from what annotate reads, so that the same is never read twice. */
const readingOf = ({read}: Market, headline: Headline): Reading => {
  const {headline: text, source, symbols, at} = headline;
  const key = `${at}\n${source}\n${symbols.join(' ')}\n${text}`;
  const known = read.get(key);
  if (known !== undefined) return known;
  const notes = annotate(headline);
  const reading = {notes, text: JSON.stringify(notes), deal: dealTellingOf(headline, notes)};
  if (read.size >= MOST_READ) read.clear();
  read.set(key, reading);
  return reading;
};

const placeOf = (stories: Stories, id: string): StoryPlace | undefined => {
  const story = storyOf(stories, id);
  const item = story?.items.findLast(({headline}) => headline.id === id);
  if (story === undefined || item === undefined) return undefined;
  const {relation, changed, lag, novelty, why} = item;
  return {id: story.id, firstSource: story.firstSource, relation, changed, lag, novelty, why};
};

const samePlace = (a: StoryPlace, b: StoryPlace): boolean =>
  a.id === b.id &&
  a.firstSource === b.firstSource &&
  a.relation === b.relation &&
  a.lag === b.lag &&
  a.novelty === b.novelty &&
  a.why === b.why &&
  a.changed.join() === b.changed.join();

/**
 * Folds a headline of any date: the wire before the day is part of its story. Each edition is read once. One that comes
 * late may change the place of others that came before it; those are published again.
 */
export const applyHeadline = (market: Market, headline: Headline): void => {
  const {wire, stories, changed} = market;
  const known = wire.get(headline.id);
  const editions = reviseItem(known, headline);
  if (editions === known) return;
  const {notes, text, deal} = readingOf(market, headline);
  tellStory(stories, headline, notes);
  const story = placeOf(stories, headline.id);
  if (story === undefined) return;
  wire.set(headline.id, {...editions, notes: text, deal: revisedTelling(known?.deal, deal, notes), story});
  market.kept.body += headline.content.length - (known?.headline.content.length ?? 0);
  changed.letGo.delete(headline.id);
  changed.headlines.add(headline.id);
  for (const id of retoldBy(stories, headline)) {
    const [item, place] = [wire.get(id), placeOf(stories, id)];
    if (item === undefined || place === undefined || samePlace(item.story, place)) continue;
    wire.set(id, {...item, story: place});
    changed.headlines.add(id);
  }
  boundWire(market);
};
