import type {Instant} from '../../core/instant.ts';
import type {Snapshot} from '../../market/snapshot.ts';
import type {DrawnLag} from '../../view/health-view.ts';
import type {Size} from '../../view/layout.ts';
import type {UiState} from '../../view/ui-state.ts';

/** All that a screen is drawn from. */
export type Screen = {
  readonly snapshot: Snapshot;
  readonly ui: UiState;
  readonly size: Size;
  /** The machine's time: how stale a live price is, and when a feed tries again. The snapshot's clock unless given. */
  readonly wall?: Instant | undefined;
  /** How long it took from the engine to the terminal, over the last while; undefined where that is not measured. */
  readonly drawn?: DrawnLag | undefined;
};

/** The time that staleness is judged by: the wall's while live, the replay's own in a replay. */
export const nowOf = ({snapshot, wall}: Pick<Screen, 'snapshot' | 'wall'>): Instant =>
  snapshot.clock.mode === 'live' && wall !== undefined && wall > snapshot.clock.now ? wall : snapshot.clock.now;
