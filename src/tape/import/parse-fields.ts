import {type Instant, instant} from '../../core/instant.ts';
import {parseInstant} from '../../core/parse-instant.ts';

const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?$/;

/** A decimal number, or NaN: never a hexadecimal one, an empty field or Infinity. */
export const parseDecimal = (field: string): number => (DECIMAL.test(field) ? Number(field) : Number.NaN);

/** Nanoseconds of any time from 1973 on; fewer digits are some other unit. */
const NANOS = /^\d{18,19}$/;

/** Whole nanoseconds since 1970, or an ISO 8601 time with its zone, as an Instant; undefined for anything else. */
export const parseTime = (field: string): Instant | undefined =>
  // The digits below the microsecond are cut off as text: nanoseconds do not fit a double.
  NANOS.test(field) ? instant(Number(field.slice(0, -3))) : parseInstant(field);
