import type {DayInfo} from './provenance.ts';

/** How a live day says that it was made, from a feed that nobody vouches for. */
export const LIVE_UNOFFICIAL = 'live from an unofficial feed';

/** How a recording of such a feed is packed: `recorded from Yahoo yahoo-unofficial, 09:30:00 to …`. */
const RECORDED = /^recorded from \S+ \S*\bunofficial\b/;

/** Whether a day's prices come, or came, from a feed that nobody vouches for, which looks at prices and tells no prints. */
export const isUnofficial = ({made}: Pick<DayInfo, 'made'>): boolean => made === LIVE_UNOFFICIAL || RECORDED.test(made);
