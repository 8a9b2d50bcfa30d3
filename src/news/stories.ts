import type {Headline} from '../core/events.ts';
import {between, type Instant} from '../core/instant.ts';
import {entryOf} from './entities/gazetteer.ts';
import type {Notes} from './notes.ts';
import {noveltyOf, noveltyRank} from './novelty.ts';
import type {Relation, Story, StoryItem} from './story.ts';
import {changesIn, type KnownFacts, NOTHING_KNOWN, withFacts} from './story-changes.ts';
import {type StoryKey, storyKeyOf} from './story-key.ts';
import {canFollow, isTooFar, type Match, matchOf} from './story-match.ts';

/** One revision of one headline, in the order of when it was published. */
type Telling = {readonly at: Instant; readonly headline: Headline; readonly notes: Notes; readonly key: StoryKey};
type Kept = {readonly story: Story; readonly keys: readonly StoryKey[]; readonly known: KnownFacts};
/** What folding one telling changed, so that it can be taken back. */
type Step = {
  readonly id: string;
  readonly before: Kept | undefined;
  readonly handles: readonly string[];
  readonly joined: boolean;
};

/**
 * The stories so far. State = the fold of all tellings in the order of publication, whatever order they came in; only
 * what came more than MOST_REFOLD headlines late is folded where it arrives. Written by applyHeadline alone.
 */
export type Stories = {
  /** The newest tellings, and what each changed. */
  readonly tellings: Telling[];
  readonly steps: Step[];
  /** The headlines of these tellings. */
  readonly fresh: Set<string>;
  readonly byId: Map<string, Kept>;
  readonly storyOfHeadline: Map<string, string>;
  /** Story ids by text, address and company, the newest last. */
  readonly byHandle: Map<string, string[]>;
};

const MOST_REFOLD = 1_024;
/** A story is known by its first headline and so many of its newest. */
const KEYS_KEPT = 3;
/** Of a story told more often than this, the first and the newest tellings stay. */
const MOST_ITEMS = 512;
/** So many of a company's newest stories are looked at: of the same kind, and of any, whose words may be alike. */
const MOST_OF_A_KIND = 32;
const MOST_OF_ANY = 12;

export const createStories = (): Stories => ({
  tellings: [],
  steps: [],
  fresh: new Set(),
  byId: new Map(),
  storyOfHeadline: new Map(),
  byHandle: new Map(),
});

/** The story that a headline is in. */
export const storyOf = (stories: Stories, headlineId: string): Story | undefined =>
  stories.byId.get(stories.storyOfHeadline.get(headlineId) ?? '')?.story;

/** All stories, in order of their first headline. */
export const allStories = (stories: Stories): readonly Story[] => [...stories.byId.values()].map(kept => kept.story);

/** Where stories of the same kind about a company are found, and where any about it. */
const kindHandles = ({companies, kind}: StoryKey): readonly string[] =>
  companies.size > 0 ? [...companies].map(id => `${kind} of ${id}`) : [`kind ${kind}`];
const companyHandles = ({companies}: StoryKey): readonly string[] => [...companies].map(id => `company ${id}`);

const handlesOf = (key: StoryKey): readonly string[] => [
  ...(key.text === '' ? [] : [`text ${key.text}`]),
  ...(key.url === '' ? [] : [`url ${key.url}`]),
  ...kindHandles(key),
  ...companyHandles(key),
];

const bestMatch = (key: StoryKey, keys: readonly StoryKey[]): Match | undefined =>
  keys.reduce<Match | undefined>((best, other, index) => {
    const match = index > 0 && keys[0] !== undefined && !canFollow(key, keys[0]) ? undefined : matchOf(key, other);
    return match !== undefined && (best === undefined || match.strength > best.strength) ? match : best;
  }, undefined);

/** An address alone proves nothing: some feeds give all headlines that of their front page. */
const shareAnything = (a: StoryKey, b: StoryKey): boolean =>
  a.text === b.text || [...a.stems].some(stem => b.stems.has(stem)) || [...a.companies].some(id => b.companies.has(id));

type Home = {readonly id: string; readonly why: string};

/** The story that a headline joins: by its text, its address, its key; undefined for a new one. */
const homeOf = (stories: Stories, key: StoryKey): Home | undefined => {
  for (const [handle, why] of [
    [`text ${key.text}`, 'same text'],
    [`url ${key.url}`, 'same address'],
  ] as const) {
    if (handle.endsWith(' ')) continue;
    const id = stories.byHandle.get(handle)?.at(-1);
    const last = id === undefined ? undefined : stories.byId.get(id)?.keys.at(-1);
    if (id !== undefined && last !== undefined && !isTooFar(last, key) && shareAnything(last, key)) return {id, why};
  }
  const newest = (handles: readonly string[], most: number): readonly string[] =>
    handles.flatMap(handle => (stories.byHandle.get(handle) ?? []).slice(-most));
  const near = new Set([...newest(kindHandles(key), MOST_OF_A_KIND), ...newest(companyHandles(key), MOST_OF_ANY)]);
  let best: (Home & Match) | undefined;
  for (const id of near) {
    const kept = stories.byId.get(id);
    const match = kept === undefined ? undefined : bestMatch(key, kept.keys);
    if (match !== undefined && (best === undefined || match.strength > best.strength)) best = {...match, id};
  }
  return best;
};

const relationOf = (notes: Notes, first: boolean, changes: readonly unknown[]): Relation => {
  if (notes.form.kind === 'correction' || notes.form.kind === 'withdrawal') return notes.form.kind;
  return first ? 'first' : changes.length > 0 ? 'update' : 'reprint';
};

const sourceOf = (headline: Headline, notes: Notes): string =>
  notes.attribution.by === 'media' && notes.attribution.speaker !== undefined
    ? (entryOf(notes.attribution.speaker)?.name ?? headline.source)
    : headline.source;

const opened = ({headline, notes, key}: Telling): Kept => {
  const item: StoryItem = {
    headline,
    notes,
    relation: relationOf(notes, true, []),
    changed: [],
    lag: between(key.at, key.at),
    novelty: noveltyOf(0),
    rank: 0,
    earlier: [],
    why: 'nothing like it before',
  };
  const story: Story = {
    id: headline.id,
    items: [item],
    firstSource: sourceOf(headline, notes),
    withdrawn: item.relation === 'withdrawal',
  };
  return {story, keys: [key], known: withFacts(NOTHING_KNOWN, notes)};
};

const joined = (kept: Kept, {headline, notes, key}: Telling, why: string): Kept => {
  const {items} = kept.story;
  const [first, last] = [items[0], items.at(-1)];
  const rank = noveltyRank(last === undefined ? undefined : {at: last.headline.at, rank: last.rank}, headline.at);
  const changed = changesIn(kept.known, notes);
  const item: StoryItem = {
    headline,
    notes,
    relation: relationOf(notes, false, changed),
    changed,
    lag: between(first?.headline.at ?? headline.at, headline.at),
    novelty: noveltyOf(rank),
    rank,
    earlier: [],
    why,
  };
  return {
    story: {
      ...kept.story,
      items: [...items.slice(0, 1), ...items.slice(1).slice(1 - MOST_ITEMS), item],
      withdrawn: item.relation === 'withdrawal',
    },
    keys: [...kept.keys.slice(0, 1), ...kept.keys.slice(1).slice(1 - KEYS_KEPT), key],
    known: withFacts(kept.known, notes),
  };
};

/** A later revision takes the place of the one before, which stays as what was said earlier. */
const revised = (kept: Kept, {headline, notes}: Telling): Kept => {
  const items = kept.story.items.map((item): StoryItem => {
    if (item.headline.id !== headline.id) return item;
    const form = notes.form.kind;
    const relation = form === 'correction' || form === 'withdrawal' ? form : item.relation;
    return {
      ...item,
      headline,
      notes,
      relation,
      changed: changesIn(withFacts(NOTHING_KNOWN, item.notes), notes),
      earlier: [...item.earlier, item.headline],
    };
  });
  const withdrawn = items.at(-1)?.relation === 'withdrawal';
  return {...kept, story: {...kept.story, items, withdrawn}, known: withFacts(kept.known, notes)};
};

const fold = (stories: Stories, telling: Telling): void => {
  const headlineId = telling.headline.id;
  const own = stories.storyOfHeadline.get(headlineId);
  const home = own === undefined ? homeOf(stories, telling.key) : undefined;
  const id = own ?? home?.id ?? headlineId;
  const before = stories.byId.get(id);
  const after =
    before === undefined
      ? opened(telling)
      : own === undefined
        ? joined(before, telling, home?.why ?? '')
        : revised(before, telling);
  stories.byId.set(id, after);
  stories.storyOfHeadline.set(headlineId, id);
  const handles = handlesOf(telling.key).filter(handle => stories.byHandle.get(handle)?.at(-1) !== id);
  for (const handle of handles) {
    const list = stories.byHandle.get(handle);
    if (list === undefined) stories.byHandle.set(handle, [id]);
    else list.push(id);
  }
  stories.steps.push({id, before, handles, joined: own === undefined});
};

const unfold = (stories: Stories): void => {
  const step = stories.steps.pop();
  const telling = stories.tellings[stories.steps.length];
  if (step === undefined || telling === undefined) return;
  if (step.before === undefined) stories.byId.delete(step.id);
  else stories.byId.set(step.id, step.before);
  if (step.joined) stories.storyOfHeadline.delete(telling.headline.id);
  for (const handle of step.handles) stories.byHandle.get(handle)?.pop();
};

const comesBefore = (a: Telling, b: Telling): boolean =>
  a.at !== b.at
    ? a.at < b.at
    : a.headline.id !== b.headline.id
      ? a.headline.id < b.headline.id
      : a.headline.updatedAt < b.headline.updatedAt;

/** The revisions of one headline: the first stands at its publication, each later one at its own time. */
const retold = (tellings: readonly Telling[]): readonly Telling[] =>
  [...tellings]
    .sort((a, b) => a.headline.updatedAt - b.headline.updatedAt)
    .map((telling, index) => ({...telling, at: index === 0 ? telling.headline.at : telling.headline.updatedAt}));

/** Lets go of what is too old to be folded again. */
const forget = ({tellings, steps, fresh}: Stories): void => {
  const old = steps.length - MOST_REFOLD;
  if (old < MOST_REFOLD) return;
  tellings.splice(0, old);
  steps.splice(0, old);
  fresh.clear();
  for (const {headline} of tellings) fresh.add(headline.id);
};

/** Where `telling` belongs among the tellings from `floor` on. */
const placeFor = (tellings: readonly Telling[], telling: Telling, floor: number): number => {
  let place = tellings.length;
  for (
    let last = tellings[place - 1];
    place > floor && last !== undefined && comesBefore(telling, last);
    last = tellings[place - 1]
  )
    place--;
  return place;
};

/**
 * Puts a headline, or a revision of one, into its story, and gives that story. The order in which headlines come does
 * not matter; the same revision twice changes nothing.
 */
export const applyHeadline = (stories: Stories, headline: Headline, notes: Notes): Story => {
  const {tellings} = stories;
  const floor = Math.max(0, tellings.length - MOST_REFOLD);
  const isKnown = stories.storyOfHeadline.has(headline.id);
  const known = isKnown ? tellings.slice(floor).filter(one => one.headline.id === headline.id) : [];
  const same = (one: Telling): boolean =>
    one.headline.updatedAt === headline.updatedAt && one.headline.headline === headline.headline;
  const fresh: Telling = {at: headline.at, headline, notes, key: storyKeyOf(headline, notes)};
  if (!known.some(same)) {
    const newest = isKnown && known.every(one => one.headline.updatedAt <= headline.updatedAt);
    const added = newest ? [{...fresh, at: headline.updatedAt}] : retold([...known, fresh]);
    const first = added[0] ?? fresh;
    const own =
      newest || !isKnown ? -1 : tellings.findIndex((one, index) => index >= floor && one.headline.id === headline.id);
    const from = Math.min(placeFor(tellings, first, floor), own < 0 ? tellings.length : own);
    while (stories.steps.length > from) unfold(stories);
    const moved = tellings.splice(from).filter(one => newest || one.headline.id !== headline.id);
    forget(stories);
    for (const one of [...moved, ...added].sort((a, b) => (comesBefore(a, b) ? -1 : 1))) {
      fold(stories, one);
      tellings.push(one);
      stories.fresh.add(one.headline.id);
    }
  }
  return storyOf(stories, headline.id) ?? opened(fresh).story;
};

/** The headlines whose place may be another since this edition was put in: those told after it, and it. */
export const retoldBy = ({tellings}: Stories, headline: Headline): ReadonlySet<string> => {
  const from = tellings.findLastIndex(telling => telling.headline === headline);
  return new Set(from < 0 ? [] : tellings.slice(from).map(telling => telling.headline.id));
};
