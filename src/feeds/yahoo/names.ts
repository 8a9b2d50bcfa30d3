import {parseTicker, type Ticker} from '../../core/ticker.ts';

/** The connection, and the channel of what is recorded of it. */
export const PRICES_CHANNEL = 'yahoo/unofficial-snapshots';

/**
 * Classes of shares stand behind a dash at Yahoo, behind a dot elsewhere. A dot before other letters is a market's there, as
 * in `RY.TO`, and stays.
 */
const CLASS_HERE = /^([A-Z]+)\.([A-C])$/;
const CLASS_THERE = /^([A-Z]+)-([A-C])$/;

/** `BRK.B` as `BRK-B`. */
export const yahooName = (symbol: Ticker): string => symbol.replace(CLASS_HERE, '$1-$2');

/** `BRK-B` as `BRK.B`; undefined for what is no name of ours, such as `^GSPC`. */
export const tickerOf = (name: string): Ticker | undefined => parseTicker(name.replace(CLASS_THERE, '$1.$2'));
