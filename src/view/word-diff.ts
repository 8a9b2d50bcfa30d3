/** A stretch of text that two wordings share, or that only one of them has. */
export type DiffPart = {readonly kind: 'same' | 'removed' | 'added'; readonly text: string};

/** Longer wordings are compared so far; what follows is shown as replaced. */
const MOST_WORDS = 200;

/** Lengths of the longest common run of words from each pair of places on. */
const commonLengths = (a: readonly string[], b: readonly string[]): readonly (readonly number[])[] => {
  const rows: number[][] = [];
  let next: number[] = Array.from({length: b.length + 1}, () => 0);
  rows[a.length] = next;
  for (let i = a.length - 1; i >= 0; i--) {
    const row: number[] = Array.from({length: b.length + 1}, () => 0);
    for (let j = b.length - 1; j >= 0; j--)
      row[j] = a[i] === b[j] ? (next[j + 1] ?? 0) + 1 : Math.max(next[j] ?? 0, row[j + 1] ?? 0);
    rows[i] = row;
    next = row;
  }
  return rows;
};

/** Neighbours of one kind as one part. */
const joined = (words: readonly DiffPart[]): readonly DiffPart[] => {
  const parts: DiffPart[] = [];
  for (const {kind, text} of words) {
    const last = parts.at(-1);
    if (last?.kind === kind) parts[parts.length - 1] = {kind, text: `${last.text} ${text}`};
    else parts.push({kind, text});
  }
  return parts;
};

/** What changed between two wordings, word by word: what was taken out stands before what was put in. */
export const wordDiff = (before: string, after: string): readonly DiffPart[] => {
  const wordsOf = (text: string): readonly string[] => text.split(/\s+/).filter(word => word !== '');
  const [allBefore, allAfter] = [wordsOf(before), wordsOf(after)];
  const [a, b] = [allBefore.slice(0, MOST_WORDS), allAfter.slice(0, MOST_WORDS)];
  const lengths = commonLengths(a, b);
  const removed = (text: string): DiffPart => ({kind: 'removed', text});
  const added = (text: string): DiffPart => ({kind: 'added', text});
  const parts: DiffPart[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    const [left, right] = [a[i], b[j]];
    if (left !== undefined && left === right) {
      parts.push({kind: 'same', text: left});
      i++;
      j++;
    } else if (
      left !== undefined &&
      (right === undefined || (lengths[i + 1]?.[j] ?? 0) >= (lengths[i]?.[j + 1] ?? 0))
    ) {
      parts.push(removed(left));
      i++;
    } else if (right !== undefined) {
      parts.push(added(right));
      j++;
    }
  }
  parts.push(...allBefore.slice(MOST_WORDS).map(removed), ...allAfter.slice(MOST_WORDS).map(added));
  return joined(parts);
};
