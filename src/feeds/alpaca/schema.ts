import {z} from 'zod';

/**
 * The messages of the vendor's streams as far as we use them. `t` is text in JSON and a number of microseconds once
 * msgpack's timestamp extension has been read, so each shape is made once for either.
 * @see https://docs.alpaca.markets/docs/real-time-stock-pricing-data
 * @see https://docs.alpaca.markets/docs/streaming-real-time-news
 * @see https://docs.alpaca.markets/docs/streaming-market-data
 */
const shapes = <Time extends z.ZodType<string | number>, NewsTime extends z.ZodType<string | number>>(
  time: Time,
  newsTime: NewsTime,
) => {
  const price = z.number().nonnegative();
  const size = z.number().nonnegative();
  const id = z.number().nonnegative();
  const codes = z.array(z.string()).nullish();
  const names = z.array(z.string()).nullish();
  const tape = z.enum(['A', 'B', 'C', 'N', 'O']);

  return [
    /** `{"T":"t","i":96921,"S":"AAPL","x":"D","p":126.55,"s":1,"t":"2021-02-22T15:51:44.208Z","c":["@","I"],"z":"C"}` */
    z.object({
      T: z.literal('t'),
      S: z.string(),
      i: id,
      x: z.string(),
      p: z.number().positive(),
      s: size,
      c: codes,
      z: tape,
      t: time,
    }),
    /** `{"T":"q","S":"AMD","bx":"U","bp":87.66,"bs":1,"ax":"Q","ap":87.68,"as":4,"c":["R"],"z":"C","t":"…"}` */
    z.object({
      T: z.literal('q'),
      S: z.string(),
      bx: z.string(),
      bp: price,
      bs: size,
      ax: z.string(),
      ap: price,
      as: size,
      c: codes,
      z: tape,
      t: time,
    }),
    /**
     * `{"T":"b","S":"SPY","o":388.985,"h":389.13,"l":388.975,"c":389.12,"v":49378,"n":461,"vw":389.062639,"t":"…"}`;
     * `span`, in seconds, is our own server's word for a bar that is not a minute long. `u` is the same bar again, with a
     * late trade in it.
     */
    z.object({
      T: z.enum(['b', 'u']),
      S: z.string(),
      o: price,
      h: price,
      l: price,
      c: price,
      v: size,
      n: size.nullish(),
      vw: price.nullish(),
      t: time,
      span: z.number().int().min(1).max(86_400).optional(),
    }),
    /** `{"T":"look","S":"AMZN","p":241.5,"v":1200300,"h":242,"l":239.1,"pc":240.02,"t":"…"}`: our own server's word alone. */
    z.object({
      T: z.literal('look'),
      S: z.string(),
      p: z.number().positive(),
      v: size,
      h: price,
      l: price,
      pc: price,
      t: time,
    }),
    /** `{"T":"c","S":"EEM","x":"M","oi":52983525033527,"op":39.1582,"os":440000,"oc":[" ","7"],"ci":52983525034326,…}` */
    z.object({
      T: z.literal('c'),
      S: z.string(),
      x: z.string(),
      oi: id,
      op: price,
      os: size,
      oc: codes,
      ci: id,
      cp: price,
      cs: size,
      cc: codes,
      z: tape,
      t: time,
    }),
    /** `{"T":"x","S":"GOOGL","i":465,"x":"D","p":105.31,"s":300,"a":"C","z":"C","t":"…"}` */
    z.object({
      T: z.literal('x'),
      S: z.string(),
      i: id,
      x: z.string(),
      p: price,
      s: size,
      a: z.enum(['C', 'E']),
      z: tape,
      t: time,
    }),
    /** `{"T":"s","S":"AAPL","sc":"H","sm":"Trading Halt","rc":"T12","rm":"Trading Halted; For information …","z":"C"}` */
    z.object({
      T: z.literal('s'),
      S: z.string(),
      sc: z.string(),
      sm: z.string(),
      rc: z.string(),
      rm: z.string(),
      z: tape,
      t: time,
    }),
    /** `{"T":"n","id":24918784,"headline":"…","created_at":"2022-01-05T22:00:37Z","symbols":["CRSR"],"source":"benzinga",…}` */
    z.object({
      T: z.literal('n'),
      id: z.union([z.number(), z.string()]),
      headline: z.string(),
      summary: z.string().nullish(),
      author: z.string().nullish(),
      content: z.string().nullish(),
      url: z.string().nullish(),
      symbols: names,
      source: z.string().nullish(),
      created_at: newsTime,
      updated_at: newsTime.nullish(),
    }),
    /** `{"T":"success","msg":"authenticated"}` */
    z.object({T: z.literal('success'), msg: z.string()}),
    /** `{"T":"error","code":402,"msg":"auth failed"}` */
    z.object({T: z.literal('error'), code: z.number(), msg: z.string()}),
    /** `{"T":"subscription","trades":["AAPL"],"quotes":["AMD","CLDR"],"bars":["*"],…}`: the whole state, every time. */
    z.object({
      T: z.literal('subscription'),
      trades: names,
      quotes: names,
      bars: names,
      statuses: names,
      news: names,
    }),
  ] as const;
};

const jsonMessage = z.discriminatedUnion('T', shapes(z.string(), z.string()));
const packedTime = z.union([z.number(), z.string()]);
const packedMessage = z.discriminatedUnion('T', shapes(z.number(), packedTime));

export type WireText = z.infer<typeof jsonMessage>;
export type WirePacked = z.infer<typeof packedMessage>;
export type Wire = WireText | WirePacked;
export type WireOf<T extends Wire['T']> = Extract<Wire, {readonly T: T}>;

/** A frame's messages, valid; undefined where any of them is not. */
export type ReadAll = (value: unknown) => readonly Wire[] | undefined;
/** One message, valid or undefined. */
export type ReadOne = (value: unknown) => Wire | undefined;

const reader = <T>(schema: z.ZodType<T>): ((value: unknown) => T | undefined) => {
  let compiled: z.ZodType<T> | undefined;
  return value => {
    compiled ??= z.compile(schema, {strict: true});
    const result = compiled.safeParse(value);
    return result.success ? result.data : undefined;
  };
};

/** Compiled once, with the first value: whoever reads none does not wait for it. */
export const readJsonFrame: ReadAll = reader<WireText[]>(z.array(jsonMessage));
export const readJsonMessage: ReadOne = reader<WireText>(jsonMessage);
export const readPackedFrame: ReadAll = reader<WirePacked[]>(z.array(packedMessage));
export const readPackedMessage: ReadOne = reader<WirePacked>(packedMessage);

/** Every `T` that has a shape here; others are of no use to us and pass by, counted. */
export const KNOWN_TYPES: ReadonlySet<unknown> = new Set([
  't',
  'q',
  'b',
  'u',
  'look',
  'c',
  'x',
  's',
  'n',
  'success',
  'error',
  'subscription',
]);
