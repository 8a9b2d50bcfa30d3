import type {Stories} from './stories.ts';

/** Whether a headline is among those that may yet be folded again. */
export const isFresh = (stories: Stories, headlineId: string): boolean => stories.fresh.has(headlineId);

/** Lets go of headlines that are not fresh, and of the stories that have no other. */
export const forgetHeadlines = (stories: Stories, gone: ReadonlySet<string>): void => {
  const {byId, storyOfHeadline, byHandle} = stories;
  for (const id of gone) storyOfHeadline.delete(id);
  const alive = new Set(storyOfHeadline.values());
  for (const id of byId.keys()) if (!alive.has(id)) byId.delete(id);
  for (const [handle, ids] of byHandle) {
    const left = ids.filter(id => byId.has(id));
    if (left.length === 0) byHandle.delete(handle);
    else if (left.length < ids.length) byHandle.set(handle, left);
  }
};
