import type {TextSpan} from './words.ts';

/** Words that tell what a figure is: `after` it within so many characters, or `before` it. */
export type Cue<T> = {readonly says: T; readonly words: RegExp; readonly side: 'before' | 'after'};

/** Turns a table of `[what, words before, words after]` into cues; '' leaves a side out. The words are alternatives of a pattern. */
export const cuesOf = <T>(rows: readonly (readonly [T, string, string])[]): readonly Cue<T>[] =>
  rows.flatMap(([says, before, after]) => [
    ...(after === '' ? [] : [{says, side: 'after' as const, words: new RegExp(`\\b(?:${after})\\b`, 'i')}]),
    ...(before === '' ? [] : [{says, side: 'before' as const, words: new RegExp(`^.*\\b(?:${before})\\b`, 'i')}]),
  ]);

const REACH = 44;
const STOP = /[;:|?!]|,(?=\s)|\s[–—-]\s|(?<!\d)\.(?=\s)/;

/** After a figure, `at a …` and `with …` lead on to another one too. */
const ONWARD = new RegExp(`${STOP.source}|\\s(?:at an?|with|as part of|and)\\s`);

/** What the cue nearest to a figure says, in the figure's own clause; what stands after it counts as nearer. */
export const nearestCue = <T>(
  text: string,
  at: TextSpan,
  cues: readonly Cue<T>[],
): {readonly says: T; readonly why: string} | undefined => {
  const rest = text.slice(at.to, at.to + REACH);
  const stop = rest.search(ONWARD);
  const after = stop < 0 ? rest : rest.slice(0, stop);
  const lead = text.slice(Math.max(0, at.from - REACH), at.from);
  const before = lead.split(STOP).at(-1) ?? '';
  let best: {readonly says: T; readonly why: string; readonly distance: number} | undefined;
  for (const cue of cues) {
    const match = cue.words.exec(cue.side === 'after' ? after : before);
    if (match === null) continue;
    const distance = cue.side === 'after' ? match.index : before.length - match[0].length + 3;
    if (best === undefined || distance < best.distance) {
      const said = cue.side === 'after' ? match[0] : (/[\p{L}\p{N}' -]{0,24}$/u.exec(match[0])?.[0] ?? '');
      best = {says: cue.says, why: `${cue.side}: ${said.trim()}`, distance};
    }
  }
  return best;
};
