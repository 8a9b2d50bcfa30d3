const LEAST_PRICE = 1e-6;
const MOST_PRICE = 1e9;
const MOST_SIZE = 1e12;

/**
 * Whether anything could trade at this price: far beyond every market on either side. What lies outside is damage or
 * malice, and would leave no room on any scale for the prices that are true.
 */
export const isPrice = (price: number): boolean => price >= LEAST_PRICE && price <= MOST_PRICE;

/** Whether so many shares could change hands; none at all is a volume too. */
export const isVolume = (volume: number): boolean => volume >= 0 && volume <= MOST_SIZE;

/** Whether so many shares could change hands in a print. */
export const isSize = (size: number): boolean => size > 0 && isVolume(size);
