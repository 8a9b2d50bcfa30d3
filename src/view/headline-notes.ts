import type {Headline} from '../core/events.ts';
import {annotate} from '../news/annotate.ts';
import type {Notes} from '../news/notes.ts';

const known = new WeakMap<Headline, Notes>();

/** The notes of a headline, read once for each revision of it. */
export const headlineNotes = (headline: Headline): Notes => {
  const notes = known.get(headline) ?? annotate(headline);
  known.set(headline, notes);
  return notes;
};
