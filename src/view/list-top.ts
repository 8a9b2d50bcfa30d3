/** The first of a list's rows shown in `height` rows so that the chosen one is among them, near the middle. */
export const listTop = (chosen: number, count: number, height: number): number =>
  Math.max(0, Math.min(chosen - Math.floor(height / 2), count - height));
