import {PbfReader, PbfWriter} from 'pbf';

/** Field 7. One that is not there is 0, as for any number. */
export const MARKET_HOURS = {pre: 0, regular: 1, post: 2, extended: 3, overnight: 4} as const;
/** Of field 6: a sign of life, and no price. */
export const HEARTBEAT = 7;

const WIRE_TYPES = {varint: 0, zigzag: 0, double: 1, text: 2, float: 5} as const;
type FieldType = keyof typeof WIRE_TYPES;

/** The message by the numbers of its fields. */
const FIELDS = {
  1: ['id', 'text'],
  2: ['price', 'float'],
  3: ['time', 'zigzag'],
  4: ['currency', 'text'],
  5: ['exchange', 'text'],
  6: ['quoteType', 'varint'],
  7: ['marketHours', 'varint'],
  8: ['changePercent', 'float'],
  9: ['dayVolume', 'zigzag'],
  10: ['dayHigh', 'float'],
  11: ['dayLow', 'float'],
  12: ['change', 'float'],
  13: ['shortName', 'text'],
  14: ['expireDate', 'zigzag'],
  15: ['openPrice', 'float'],
  16: ['previousClose', 'float'],
  17: ['strikePrice', 'float'],
  18: ['underlyingSymbol', 'text'],
  19: ['openInterest', 'zigzag'],
  20: ['optionsType', 'zigzag'],
  21: ['miniOption', 'zigzag'],
  22: ['lastSize', 'zigzag'],
  23: ['bid', 'float'],
  24: ['bidSize', 'zigzag'],
  25: ['ask', 'float'],
  26: ['askSize', 'zigzag'],
  27: ['priceHint', 'zigzag'],
  28: ['vol24hr', 'zigzag'],
  29: ['volAllCurrencies', 'zigzag'],
  30: ['fromcurrency', 'text'],
  31: ['lastMarket', 'text'],
  32: ['circulatingSupply', 'double'],
  33: ['marketcap', 'double'],
} as const satisfies Readonly<Record<number, readonly [string, FieldType]>>;

type Field = (typeof FIELDS)[keyof typeof FIELDS];
/** Yahoo's PricingData, as far as it says; what it leaves out is 0 or ''. */
export type PricingData = {readonly [F in Field as F[0]]?: F[1] extends 'text' ? string : number};

const BY_NUMBER: ReadonlyMap<number, Field> = new Map(Object.entries(FIELDS).map(([id, field]) => [Number(id), field]));

const readField = (pbf: PbfReader, type: FieldType): string | number => {
  switch (type) {
    case 'text':
      return pbf.readString();
    case 'varint':
      return pbf.readVarint();
    case 'zigzag':
      return pbf.readSVarint();
    case 'float':
      return pbf.readFloat();
    case 'double':
      return pbf.readDouble();
  }
};

/** The message in these bytes; undefined when they hold none, or a part of one. What is not known of it is passed over. */
export const readPricingData = (bytes: Uint8Array): PricingData | undefined => {
  const read: Record<string, string | number> = {};
  try {
    const pbf = new PbfReader(bytes);
    for (let number = pbf.nextField(); number > 0; number = pbf.nextField()) {
      const field = BY_NUMBER.get(number);
      if (field !== undefined && pbf.type === WIRE_TYPES[field[1]]) read[field[0]] = readField(pbf, field[1]);
      else pbf.skip(pbf.type);
      if (pbf.pos > bytes.length) return undefined;
    }
    return bytes.length === 0 ? undefined : (read as PricingData);
  } catch {
    return undefined;
  }
};

/** The bytes of a message: fields in the order of their numbers, those of nothing left out. */
export const writePricingData = (data: PricingData): Uint8Array => {
  const pbf = new PbfWriter();
  for (const [number, [name, type]] of BY_NUMBER) {
    const value = data[name];
    if (value === undefined || value === 0 || value === '') continue;
    if (typeof value === 'string') pbf.writeStringField(number, value);
    else if (type === 'varint') pbf.writeVarintField(number, value);
    else if (type === 'zigzag') pbf.writeSVarintField(number, value);
    else if (type === 'float') pbf.writeFloatField(number, value);
    else pbf.writeDoubleField(number, value);
  }
  return pbf.finish();
};
