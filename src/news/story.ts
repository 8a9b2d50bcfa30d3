import type {Headline} from '../core/events.ts';
import type {Span} from '../core/instant.ts';
import type {Notes} from './notes.ts';

/** What a headline is to its story: the first of it, the same again, something new, a correction, a withdrawal. */
export type Relation = 'first' | 'reprint' | 'update' | 'correction' | 'withdrawal';
/** What an update changed; `kind`: a purchase that is a licence; `terms`: what is paid with, or a condition. */
export type Change = 'stage' | 'kind' | 'status' | 'amount' | 'terms' | 'party' | 'tier';

/** One headline in a story, at its latest revision. */
export type StoryItem = {
  readonly headline: Headline;
  readonly notes: Notes;
  readonly relation: Relation;
  readonly changed: readonly Change[];
  /** How long after the story's first headline. */
  readonly lag: Span;
  /** round(100 · 0.75^rank); see novelty. */
  readonly novelty: number;
  readonly rank: number;
  /** The revisions before this one, oldest first. */
  readonly earlier: readonly Headline[];
  /** The rule that put it into this story. */
  readonly why: string;
};

/** Headlines of one event, in order of publication. Never changes: a new headline makes a new Story. */
export type Story = {
  /** The id of its first headline. */
  readonly id: string;
  readonly items: readonly StoryItem[];
  /** Who had it: the outlet that the first headline names as its source, else the one that sent it. */
  readonly firstSource: string;
  /** True once its newest word is a withdrawal. */
  readonly withdrawn: boolean;
};

/** The newest that is no reprint: what the story says now. */
export const leadOf = (story: Story): StoryItem | undefined =>
  story.items.findLast(item => item.relation !== 'reprint') ?? story.items[0];
