import {z} from 'zod';

/** Milliseconds of this century: what a stream writes in other units is not a time that we can use. */
const MOST_MILLIS = 4_102_444_800_000;

export const millis = z.number().int().min(0).max(MOST_MILLIS);
const price = z.number().nonnegative();
const size = z.number().nonnegative();
const ids = z.array(z.number().int()).nullish();
const id = z.number().int().nonnegative();

/**
 * The messages of the vendor's stock stream as far as we use them.
 * @see https://massive.com/docs/websocket/stocks/overview
 */
const message = z.discriminatedUnion('ev', [
  /**
   * `{"ev":"T","sym":"MSFT","x":4,"i":"12345","z":3,"p":114.125,"s":100,"c":[0,12],"t":1536036818784,"q":3681328}`; prints
   * off exchange have `trfi`, the facility that reported them.
   * @see https://massive.com/docs/websocket/stocks/trades
   */
  z.object({
    ev: z.literal('T'),
    sym: z.string(),
    x: id,
    i: z.string().min(1).max(64),
    z: z.number().nullish(),
    p: z.number().positive(),
    s: size,
    c: ids,
    t: millis,
    trfi: id.nullish(),
  }),
  /**
   * `{"ev":"Q","sym":"MSFT","bx":4,"bp":114.125,"bs":100,"ax":7,"ap":114.128,"as":160,"c":0,"i":[604],"t":1536036818784,
   * "q":50385480,"z":3}`; sizes are shares (before November 2025 they were round lots), an empty side is left out.
   * @see https://massive.com/docs/websocket/stocks/quotes
   */
  z.object({
    ev: z.literal('Q'),
    sym: z.string(),
    bx: id.nullish(),
    bp: price.nullish(),
    bs: size.nullish(),
    ax: id.nullish(),
    ap: price.nullish(),
    as: size.nullish(),
    t: millis,
    z: z.number().nullish(),
  }),
  /**
   * `{"ev":"AM","sym":"GTE","v":4110,"av":9470157,"op":0.4372,"vw":0.4488,"o":0.4488,"c":0.4486,"h":0.4489,"l":0.4486,
   * "a":0.4352,"z":685,"s":1610144640000,"e":1610144700000}`; `A` is the same of a second.
   * @see https://massive.com/docs/websocket/stocks/aggregates-per-minute
   * @see https://massive.com/docs/websocket/stocks/aggregates-per-second
   */
  z.object({
    ev: z.enum(['A', 'AM']),
    sym: z.string(),
    o: price,
    h: price,
    l: price,
    c: price,
    v: size,
    vw: price.nullish(),
    s: millis,
    e: millis,
  }),
  /**
   * `{"ev":"status","status":"auth_success","message":"authenticated"}`
   * @see https://massive.com/docs/websocket/quickstart
   */
  z.object({ev: z.literal('status'), status: z.string(), message: z.string().nullish()}),
]);

export type Wire = z.infer<typeof message>;
export type WireOf<Event extends Wire['ev']> = Extract<Wire, {readonly ev: Event}>;

/** A reader of one value, compiled once, with the first value: whoever reads none does not wait for it. */
export const compileReader = <Value>(schema: z.ZodType<Value>): ((value: unknown) => Value | undefined) => {
  let compiled: z.ZodType<Value> | undefined;
  return value => {
    compiled ??= z.compile(schema, {strict: true});
    const result = compiled.safeParse(value);
    return result.success ? result.data : undefined;
  };
};

/** One message, valid or undefined. */
export const readMessage = compileReader<Wire>(message);

/** Every `ev` that has a shape here; others are of no use to us and pass by, counted. */
export const KNOWN_EVENTS: ReadonlySet<unknown> = new Set(['T', 'Q', 'A', 'AM', 'status']);
