/** What changed from version to version of something that many follow. */
export type ChangeLog<Thing> = {
  readonly note: (version: number, thing: Thing) => void;
  /** Things that changed after a version, each once; undefined when that is too long ago to tell. */
  readonly since: (version: number) => ReadonlySet<Thing> | undefined;
};

/** Remembers at least the last `most` changes. */
export const createChangeLog = <Thing>(most: number): ChangeLog<Thing> => {
  let changes: {readonly version: number; readonly thing: Thing}[] = [];
  /** Of no version before this one is every later change remembered. */
  let floor = Number.NEGATIVE_INFINITY;
  return {
    note: (version, thing) => {
      if (changes.length >= 2 * most) {
        floor = changes[changes.length - most - 1]?.version ?? floor;
        changes = changes.slice(-most);
      }
      changes.push({version, thing});
    },
    since: version => {
      if (version < floor) return undefined;
      const things = new Set<Thing>();
      for (let index = changes.length - 1; index >= 0; index--) {
        const change = changes[index];
        if (change === undefined || change.version <= version) break;
        things.add(change.thing);
      }
      return things;
    },
  };
};
