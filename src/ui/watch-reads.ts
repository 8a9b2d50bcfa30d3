import type {Snapshot} from '../market/snapshot.ts';
import type {Screen} from './draw/screen.ts';

/** What a drawing read of a screen. */
export type ScreenReads = {
  /** Whether drawing from another screen would read the very same. The ui state and the size are not looked at. */
  readonly stillHold: (screen: Screen) => boolean;
};

/** One thing that was read, and how to read it again. */
type Read = {readonly value: unknown; readonly again: (screen: Screen) => unknown};

const PARTS = ['revision', 'clock', 'file', 'wire', 'feeds'] as const satisfies readonly (keyof Snapshot)[];
const TABLES = ['figures', 'bars'] as const satisfies readonly (keyof Snapshot)[];

/** A table of which single entries are read as such, and anything else as the whole table. */
const watchTable = <Key, Value>(
  table: ReadonlyMap<Key, Value>,
  onEntry: (key: Key) => void,
  onWhole: () => void,
): ReadonlyMap<Key, Value> =>
  new Proxy(table, {
    get: (target, name) => {
      if (name === 'get')
        return (key: Key): Value | undefined => {
          onEntry(key);
          return target.get(key);
        };
      onWhole();
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });

/** A screen that notes which parts of it are read: a drawing need not say, and so cannot say wrongly, what it is made from. */
export const watchReads = (screen: Screen): {readonly watched: Screen; readonly reads: () => ScreenReads} => {
  const reads = new Map<string, Read>();
  const note = (name: string, again: Read['again']): void => {
    if (!reads.has(name)) reads.set(name, {value: again(screen), again});
  };
  const getter = <Value>(get: () => Value): PropertyDescriptor => ({enumerable: true, get});
  const parts = PARTS.map(part => [
    part,
    getter(() => {
      note(part, ({snapshot}) => snapshot[part]);
      return screen.snapshot[part];
    }),
  ]);
  const tables = TABLES.map(name => {
    const table = watchTable<string, unknown>(
      screen.snapshot[name],
      key => note(`${name}/${key}`, ({snapshot}) => (snapshot[name] as ReadonlyMap<string, unknown>).get(key)),
      () => note(name, ({snapshot}) => snapshot[name]),
    );
    return [name, getter(() => table)];
  });
  const snapshot: Snapshot = Object.defineProperties({...screen.snapshot}, Object.fromEntries([...parts, ...tables]));
  const wall = getter(() => {
    note('wall', ({wall: now}) => now);
    return screen.wall;
  });
  return {
    watched: Object.defineProperties({...screen, snapshot}, {wall}),
    reads: () => {
      const all = [...reads.values()];
      return {stillHold: next => all.every(({value, again}) => again(next) === value)};
    },
  };
};
