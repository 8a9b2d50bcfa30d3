/** What the terminal can show: all of Unicode's blocks and braille, or the 95 characters of ASCII. */
export type GlyphSet = 'unicode' | 'ascii';
