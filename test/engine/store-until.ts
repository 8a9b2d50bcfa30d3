import type {Store} from '../../src/engine/store.ts';
import type {Snapshot} from '../../src/market/snapshot.ts';

/** The first snapshot from now on of which `holds` is true. */
export const storeUntil = (store: Store, holds: (snapshot: Snapshot) => boolean): Promise<Snapshot> =>
  new Promise(resolve => {
    let stop = (): void => {};
    const look = (): void => {
      const snapshot = store.read();
      if (snapshot === undefined || !holds(snapshot)) return;
      stop();
      resolve(snapshot);
    };
    stop = store.subscribe(look);
    look();
  });
