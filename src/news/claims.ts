import type {TradingDate} from '../core/new-york.ts';
import type {MoneyRole} from './money.ts';
import type {Modifier} from './money-grammar.ts';
import type {Notes} from './notes.ts';
import {type MoveWhen, moveWhen} from './percents.ts';
import {DIRECTIONS} from './stance/priors.ts';
import type {TextSpan} from './words.ts';

/** A statement of a headline that can be held against the tape or a filing. `about` is a company's id. */
export type Claim = TextSpan &
  (
    | {
        readonly kind: 'price_move';
        readonly about: string | undefined;
        /** A fraction: 0.042 for +4.2%. */
        readonly move: number;
        readonly when: MoveWhen;
      }
    | {readonly kind: 'direction'; readonly about: string; readonly sign: 1 | -1 | 0; readonly when: MoveWhen}
    | {
        readonly kind: 'amount';
        readonly about: string | undefined;
        readonly role: MoneyRole;
        readonly value: number;
        readonly high?: number;
        readonly currency: string;
        readonly modifier: Modifier;
      }
    | {
        readonly kind: 'stake';
        readonly about: string | undefined /** A fraction of the whole. */;
        readonly share: number;
      }
    | {readonly kind: 'date'; readonly first: TradingDate; readonly last: TradingDate}
  );

/** Price words without a figure (`slightly lower`), as the stance of a company found them. */
const directionsIn = (notes: Notes, text: string): Claim[] =>
  notes.companies.flatMap(({id, stance}): Claim[] => {
    const told = stance.evidence.find(({why}) => DIRECTIONS.has(why));
    const sign = DIRECTIONS.get(told?.why ?? '');
    if (told === undefined || sign === undefined) return [];
    if (notes.percents.some(({about, role}) => about === id && role === 'price_move')) return [];
    return [{kind: 'direction', from: told.from, to: told.to, about: id, sign, when: moveWhen(text)}];
  });

/** What a headline claims, as data, in order of the text. `text` is the headline that the notes are of. */
export const claimsIn = (notes: Notes, text: string): readonly Claim[] => {
  const claims: Claim[] = [
    ...notes.percents.flatMap(({from, to, role, value, about, unit, when}): Claim[] => {
      if (unit !== 'percent') return [];
      if (role === 'stake') return [{kind: 'stake', from, to, about, share: value / 100}];
      return role === 'price_move'
        ? [{kind: 'price_move', from, to, about, move: value / 100, when: when ?? 'day'}]
        : [];
    }),
    ...directionsIn(notes, text),
    ...notes.money
      .filter(({denied}) => !denied)
      .map(
        ({from, to, about, role, value, high, currency, modifier}): Claim => ({
          kind: 'amount',
          from,
          to,
          about,
          role,
          value,
          ...(high === undefined ? {} : {high}),
          currency,
          modifier,
        }),
      ),
    ...notes.dates.map(({from, to, first, last}): Claim => ({kind: 'date', from, to, first, last})),
  ];
  return claims.sort((a, b) => a.from - b.from);
};
