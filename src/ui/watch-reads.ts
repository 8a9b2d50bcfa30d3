import type {Snapshot} from '../market/snapshot.ts';
import type {Screen} from './draw/screen.ts';

/** What a drawing read of a screen. */
export type ScreenReads = {
  /** Whether drawing from another screen would read the very same. The ui state and the size are not looked at. */
  readonly stillHold: (screen: Screen) => boolean;
};

type Part = keyof Snapshot | 'wall';

const PARTS = [
  'revision',
  'clock',
  'file',
  'figures',
  'bars',
  'wire',
  'feeds',
] as const satisfies readonly (keyof Snapshot)[];

const partOf = ({snapshot, wall}: Screen, part: Part): unknown => (part === 'wall' ? wall : snapshot[part]);

/** A screen that notes which parts of it are read: a drawing need not say, and so cannot say wrongly, what it is made from. */
export const watchReads = (screen: Screen): {readonly watched: Screen; readonly reads: () => ScreenReads} => {
  const read = new Set<Part>();
  const noting = (parts: readonly Part[]): PropertyDescriptorMap =>
    Object.fromEntries(
      parts.map(part => [
        part,
        {
          enumerable: true,
          get: () => {
            read.add(part);
            return partOf(screen, part);
          },
        },
      ]),
    );
  const snapshot: Snapshot = Object.defineProperties({...screen.snapshot}, noting(PARTS));
  const watched: Screen = Object.defineProperties({...screen, snapshot}, noting(['wall']));
  return {
    watched,
    reads: () => {
      const parts = [...read].map(part => [part, partOf(screen, part)] as const);
      return {stillHold: next => parts.every(([part, value]) => partOf(next, part) === value)};
    },
  };
};
