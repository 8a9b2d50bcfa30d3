/** Bits of a braille pattern that fill 0…4 dots of its left and its right column from the bottom (Unicode 2800). */
const LEFT = [0, 0x40, 0x44, 0x46, 0x47] as const;
const RIGHT = [0, 0x80, 0xa0, 0xb0, 0xb8] as const;

/** Dots in a braille cell, top to bottom. */
export const BRAILLE_DOTS = 4;

const clamp = (dots: number): number => Math.max(0, Math.min(BRAILLE_DOTS, Math.round(dots)));

/** A cell whose columns are filled to `left` and `right` dots from the bottom; a blank one is a space. */
export const brailleFill = (left: number, right: number): string => {
  const bits = (LEFT[clamp(left)] ?? 0) | (RIGHT[clamp(right)] ?? 0);
  return bits === 0 ? ' ' : String.fromCharCode(0x2800 + bits);
};
