import type {TapeEvent, Trade} from '../../core/events.ts';
import {type Instant, plus, seconds, span} from '../../core/instant.ts';
import type {Amendment} from './scenario.ts';

/** How long an amendment takes to reach us. */
const LATENCY = span(400);

/** A round lot of ordinary trading: crosses, odd lots and late prints are left alone. */
const amendable = (event: TapeEvent): event is Trade =>
  event.kind === 'trade' && !/[IOQM6ZX]/.test(event.conditions.join(''));

const cent = (price: number): number => Math.round(price * 100) / 100;

/** What one amendment of `found` puts on the tape; `newId` names the print that it brings, if any. */
const amendmentEvents = (found: Trade, amendment: Amendment, newId: number): readonly TapeEvent[] => {
  const {symbol, venue, tape, price, size, conditions} = found;
  const at = plus(found.at, seconds(amendment.after));
  const stamp = {at, receivedAt: plus(at, LATENCY), symbol, venue, tape};
  switch (amendment.kind) {
    case 'correct': {
      const original = {price, size, conditions};
      const corrected = {...original, price: cent(price + amendment.off / 100)};
      return [{kind: 'correction', ...stamp, originalId: found.id, original, correctedId: newId, corrected}];
    }
    case 'cancel':
      return [{kind: 'cancel', ...stamp, id: found.id, price, size, action: 'C'}];
    case 'error': {
      const planted: Trade = {...found, id: newId, price: cent(price * (1 + amendment.off))};
      return [planted, {kind: 'cancel', ...stamp, id: newId, price: planted.price, size, action: 'E'}];
    }
  }
};

/**
 * What the amendments add to a day's events. A correction or cancel takes the first lot of its name at or after its
 * moment; an error first plants a print off the market and then takes that one back.
 */
export const amend = (
  events: readonly TapeEvent[],
  amendments: readonly Amendment[],
  instantAt: (second: number) => Instant,
): readonly TapeEvent[] => {
  const lastId = events.reduce((most, event) => (event.kind === 'trade' ? Math.max(most, event.id) : most), 0);
  return amendments.flatMap((amendment, index) => {
    const from = instantAt(amendment.second);
    const found = events.find(
      (event): event is Trade => amendable(event) && event.symbol === amendment.symbol && event.at >= from,
    );
    if (found === undefined) throw new RangeError(`no print to amend: ${JSON.stringify(amendment)}`);
    return amendmentEvents(found, amendment, lastId + 1 + index);
  });
};
