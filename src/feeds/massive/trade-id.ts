/** What is above every id that is a number itself, and still a whole number in a double. */
const ABOVE_NUMBERS = 2 ** 52;

/** The 52 lowest bits of two hashes of a text, each of which spreads every character over all of its bits. */
const hashOf = (text: string): number => {
  let low = 0x811c9dc5;
  let high = 0x9e3779b9;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    low = Math.imul(low ^ unit, 0x01000193);
    low ^= low >>> 13;
    high = Math.imul(high ^ unit, 0x85ebca6b);
    high ^= high >>> 15;
  }
  return (high >>> 12) * 2 ** 32 + (low >>> 0);
};

/**
 * The vendor's id of a print, a text, as a number that is unique where the text is. Prints off exchange are told apart by
 * the facility that reported them too, for each of those counts from one.
 */
export const tradeIdOf = (id: string, facility: number | null | undefined): number => {
  const isPlain = facility === null || facility === undefined || facility === 0;
  if (isPlain && /^(?:0|[1-9]\d{0,14})$/.test(id)) return Number(id);
  return ABOVE_NUMBERS + hashOf(isPlain ? id : `${facility} ${id}`);
};
