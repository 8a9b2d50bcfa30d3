import {type Instant, later, plus} from '../../core/instant.ts';
import {matchesFilter} from '../filter/matches-filter.ts';
import type {Filter} from '../filter/parse-filter.ts';
import type {Snapshot, WireItem} from '../snapshot.ts';
import {LATE_HEADLINE, type RuleState} from './alert-state.ts';

/** Headlines that came, or came in another edition, since `before`; in the order of their receipt. */
export const freshHeadlines = (before: Snapshot, after: Snapshot): readonly WireItem[] => {
  if (before.wire === after.wire) return [];
  const known = new Map(before.wire.map(({headline}) => [headline.id, headline.updatedAt]));
  return after.wire
    .filter(({headline}) => known.get(headline.id) !== headline.updatedAt)
    .sort((a, b) => a.headline.receivedAt - b.headline.receivedAt || (a.headline.id < b.headline.id ? -1 : 1));
};

/** When what it says was published: of a later edition, when that one was. */
const saidAt = ({headline: {at, updatedAt}}: WireItem): Instant => later(at, updatedAt);

/** A headline that passes, and whether it is fresh enough to be told of. */
export type Passed = {readonly item: WireItem; readonly late: boolean};

/**
 * The headlines that pass a filter for the first time in their story. A reprint never does; what changes a story, or
 * corrects it, does if nothing of the story did before. What was known before the rule began passes in silence.
 */
export const passedNow = (
  filter: Filter,
  state: RuleState,
  items: readonly WireItem[],
): {readonly told: RuleState['told']; readonly passed: readonly Passed[]} => {
  const told = new Set(state.told);
  const passed: Passed[] = [];
  for (const item of items) {
    const {headline, story} = item;
    if (told.has(story.id) || told.has(headline.id)) {
      told.add(story.id);
      continue;
    }
    if (story.relation === 'reprint' || !matchesFilter(item, filter)) continue;
    told.add(story.id).add(headline.id);
    const {receivedAt} = headline;
    const late = receivedAt > plus(saidAt(item), LATE_HEADLINE);
    if (receivedAt > state.from && (!late || saidAt(item) > state.from)) passed.push({item, late});
  }
  return {told: told.size === state.told.size ? state.told : told, passed};
};
