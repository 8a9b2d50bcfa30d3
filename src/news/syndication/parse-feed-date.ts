import type {Instant} from '../../core/instant.ts';
import {parseInstant} from '../../core/parse-instant.ts';

const RFC_822 =
  /^(?:[A-Za-z]{3,9},? +)?(\d{1,2}) +([A-Za-z]{3})[a-z]{0,6} +(\d{4}) +(\d{1,2}):(\d{2})(?::(\d{2}))? *([A-Za-z]{1,4}|[+-]\d{2}:?\d{2})$/;
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const ZONES: Readonly<Record<string, string>> = {
  Z: '+00:00',
  UT: '+00:00',
  UTC: '+00:00',
  GMT: '+00:00',
  EST: '-05:00',
  EDT: '-04:00',
  CST: '-06:00',
  CDT: '-05:00',
  MST: '-07:00',
  MDT: '-06:00',
  PST: '-08:00',
  PDT: '-07:00',
};

const two = (text: string | undefined): string => (text ?? '').padStart(2, '0');

/**
 * The stamp of a feed's item: RFC 822 with a four-digit year as RSS has it, or RFC 3339 as Atom does. Undefined for what is
 * neither, and for a zone that is not told: whose clock it was is anybody's guess.
 */
export const parseFeedDate = (text: string): Instant | undefined => {
  const said = text.trim();
  if (said.length > 60) return undefined;
  const [, day, monthName = '', year, hour, minute, second, zone = ''] = RFC_822.exec(said) ?? [];
  if (day === undefined) return parseInstant(said);
  const month = MONTHS.indexOf(monthName.toLowerCase()) + 1;
  const offset = /^[+-]/.test(zone) ? zone : ZONES[zone.toUpperCase()];
  if (month === 0 || offset === undefined) return undefined;
  return parseInstant(`${year}-${two(String(month))}-${two(day)}T${two(hour)}:${minute}:${two(second)}${offset}`);
};
