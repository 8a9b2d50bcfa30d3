/** The names that are sent in turn. */
export const PACED_SYMBOLS = ['AMZN', 'MSFT', 'NVDA', 'GOOGL'] as const;

const FIRST_CENTS = 20_000;
const STEP_MILLIS = 100;

/** The price of all names so long after the first trade: a cent more every tenth of a second, so that a price tells its time. */
export const priceAt = (millis: number): number => (FIRST_CENTS + Math.floor(millis / STEP_MILLIS)) / 100;

/** How long after the first trade a price was first sent. */
export const millisOf = (price: number): number => (Math.round(price * 100) - FIRST_CENTS) * STEP_MILLIS;
