import type {Headline} from '../../src/core/events.ts';
import {span} from '../../src/core/instant.ts';
import type {StoryPlace, WireItem} from '../../src/market/snapshot.ts';
import {annotate} from '../../src/news/annotate.ts';
import {dealTellingOf} from '../../src/news/deals/deal-telling.ts';

/** A headline as the first of a story of its own, unless said otherwise. */
export const wireItemOf = (headline: Headline, story: Partial<StoryPlace> = {}): WireItem => {
  const notes = annotate(headline);
  return {
    headline,
    firstReceivedAt: headline.receivedAt,
    revision: 0,
    earlier: [],
    notes,
    deal: dealTellingOf(headline, notes),
    story: {
      id: headline.id,
      firstSource: headline.source,
      relation: 'first',
      changed: [],
      lag: span(0),
      novelty: 100,
      why: '',
      ...story,
    },
  };
};
