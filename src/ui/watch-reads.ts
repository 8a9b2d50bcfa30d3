import type {Ticker} from '../core/ticker.ts';
import {watchDerived} from '../market/derived.ts';
import type {Snapshot} from '../market/snapshot.ts';
import type {Screen} from './draw/screen.ts';

/** What a drawing read of a screen. */
export type ScreenReads = {
  /** Whether drawing from another screen would read the very same. The ui state and the size are not looked at. */
  readonly stillHold: (screen: Screen) => boolean;
};

/** One thing that was read, and how to read it again. */
type Read = {readonly value: unknown; readonly again: (screen: Screen) => unknown};

type Table = 'figures' | 'bars';
type Part = Exclude<keyof Snapshot, Table>;

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
  const reads = new Map<unknown, Read>();
  const note = (name: unknown, again: Read['again']): void => {
    if (!reads.has(name)) reads.set(name, {value: again(screen), again});
  };
  const part = <Name extends Part>(name: Name): Snapshot[Name] => {
    note(name, ({snapshot}) => snapshot[name]);
    return screen.snapshot[name];
  };
  const table = <Value>(name: Table, values: ReadonlyMap<Ticker, Value>): ReadonlyMap<Ticker, Value> =>
    watchTable(
      values,
      key => note(`${name}/${key}`, ({snapshot}) => snapshot[name].get(key)),
      () => note(name, ({snapshot}) => snapshot[name]),
    );
  const snapshot: Snapshot = {
    get revision() {
      return part('revision');
    },
    get clock() {
      return part('clock');
    },
    get file() {
      return part('file');
    },
    get wire() {
      return part('wire');
    },
    get wireLetGo() {
      return part('wireLetGo');
    },
    get feeds() {
      return part('feeds');
    },
    get traffic() {
      return part('traffic');
    },
    get recording() {
      return part('recording');
    },
    figures: table('figures', screen.snapshot.figures),
    bars: table('bars', screen.snapshot.bars),
  };
  watchDerived(snapshot, (key, of) => {
    note(key, next => of(next.snapshot));
    return of(screen.snapshot);
  });
  const watched: Screen = {
    snapshot,
    ui: screen.ui,
    size: screen.size,
    get wall() {
      note('wall', ({wall: now}) => now);
      return screen.wall;
    },
    get drawn() {
      note('drawn', ({drawn: now}) => now);
      return screen.drawn;
    },
  };
  return {
    watched,
    reads: () => {
      const all = [...reads.values()];
      return {stillHold: next => all.every(({value, again}) => again(next) === value)};
    },
  };
};
