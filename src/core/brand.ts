declare const brand: unique symbol;

/** A type that only its own maker produces: a price cannot be passed where a row belongs. */
export type Brand<T, Name extends string> = T & {readonly [brand]: Name};
