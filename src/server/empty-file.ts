import type {DayInfo} from '../core/provenance.ts';
import type {DayFile} from '../market/snapshot.ts';

/** A day's file with nothing on it but the day: enough to fold prints into bars. */
export const emptyFile = (day: DayInfo): DayFile => ({
  day,
  deals: [],
  previousCloses: new Map(),
  baselines: new Map(),
  earlier: new Map(),
});
