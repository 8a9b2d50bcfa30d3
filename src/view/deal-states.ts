import type {Snapshot} from '../market/snapshot.ts';
import type {DealState} from '../news/deals/deal-fold.ts';
import {dealsAt} from '../news/deals/deals-at.ts';

/** The deals as known at the clock, the one with the latest event first: what every pane that shows deals looks at. */
export const dealStates = (snapshot: Snapshot): readonly DealState[] =>
  dealsAt(snapshot.file.deals, snapshot.clock.now);
