/** Who can be asked for a past day. */
export const DAY_FEEDS = ['alpaca', 'massive'] as const;

export type DayFeed = (typeof DAY_FEEDS)[number];
