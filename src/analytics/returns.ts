/** P₁/P₀ − 1, as a fraction. */
export const simpleReturn = (from: number, to: number): number => to / from - 1;

/** ln(P₁/P₀): adds up over time, where the simple return does not. */
export const logReturn = (from: number, to: number): number => Math.log(to / from);
