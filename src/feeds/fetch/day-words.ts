import type {Instant} from '../../core/instant.ts';
import {tradingDateAt} from '../../core/new-york.ts';
import type {PageCount} from './day-source.ts';

const times = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

export type MadeOf = {
  readonly title: string;
  readonly headlineKnown: string;
  readonly prints: 'trades' | 'bars';
  readonly at: Instant;
  readonly told: PageCount;
  readonly sessions: number;
};

/** How a fetched day was made, for its manifest: what it does not know is said with it. */
export const madeWords = ({title, headlineKnown, prints, at, told, sessions}: MadeOf): string => {
  const printed =
    prints === 'trades'
      ? 'a print counts as known the moment it happened'
      : 'one-minute bars in the place of prints, each known at its end';
  return [
    `Fetched by REST from ${title} on ${tradingDateAt(at)}, quotes not included: ${printed}, a headline ${headlineKnown}, for receipts are not told.`,
    told.takenBack === 0 ? '' : ` ${times(told.takenBack, 'print', 'prints')} taken back or replaced since left out.`,
    told.corrected === 0 ? '' : ` ${times(told.corrected, 'print', 'prints')} as corrected.`,
    told.unread === 0 ? '' : ` ${times(told.unread, 'item', 'items')} that could not be read left out.`,
    sessions === 0
      ? ''
      : ` ${times(sessions, 'earlier session', 'earlier sessions')}, adjusted for splits up to the day.`,
  ].join('');
};
