/** How many letters must be put in, left out or changed to make one text of the other (Levenshtein). */
const editDistance = (a: string, b: string): number => {
  let row = Array.from({length: b.length + 1}, (_, column) => column);
  for (let i = 0; i < a.length; i++) {
    const next = [i + 1];
    for (let j = 0; j < b.length; j++) {
      const changed = (row[j] ?? 0) + (a[i] === b[j] ? 0 : 1);
      next.push(Math.min(changed, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
};

const LONGEST = 64;
const MOST = 3;

/** Up to three of `names` that `wanted` may have meant, nearest first: those that hold it, or a few slips away. */
export const nearNames = (wanted: string, names: readonly string[]): readonly string[] => {
  const text = wanted.slice(0, LONGEST).toLowerCase();
  if (text === '') return [];
  return names
    .map(name => {
      const other = name.slice(0, LONGEST).toLowerCase();
      return {name, distance: other.includes(text) || text.includes(other) ? 0 : editDistance(text, other)};
    })
    .filter(({distance}) => distance <= Math.max(2, Math.floor(text.length / 4)))
    .sort((a, b) => a.distance - b.distance || (a.name < b.name ? -1 : 1))
    .slice(0, MOST)
    .map(({name}) => name);
};
