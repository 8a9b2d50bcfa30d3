import {assertNever} from '../core/fault.ts';
import type {WireItem} from '../market/snapshot.ts';
import type {Comparison, Filter, FilterTerm} from './parse-filter.ts';

const compares = (value: number, comparison: Comparison, bound: number): boolean => {
  switch (comparison) {
    case '>':
      return value > bound;
    case '>=':
      return value >= bound;
    case '<':
      return value < bound;
    case '<=':
      return value <= bound;
    case '=':
      return value === bound;
  }
};

const hasWords = ({headline: {headline, summary, source, symbols}}: WireItem, words: string): boolean =>
  `${headline} ${summary} ${source} ${symbols.join(' ')}`.toLowerCase().includes(words);

const holds = (item: WireItem, term: FilterTerm): boolean => {
  const {headline, notes} = item;
  switch (term.kind) {
    case 'words':
      return hasWords(item, term.text);
    case 'event':
      return notes.event.kind === term.event || (term.alsoWords && hasWords(item, term.event));
    case 'amount':
      // What the text takes back, or says of one share, is no amount that anybody looks for.
      return notes.money.some(
        amount =>
          !amount.denied && !amount.perShare && compares(amount.high ?? amount.value, term.comparison, term.value),
      );
    case 'stage':
      return notes.stages.some(note => note.stage === term.stage || note.talks === term.stage);
    case 'source':
      return headline.source.toLowerCase().includes(term.text);
    case 'symbol':
      return headline.symbols.some(symbol => symbol === term.text);
    default:
      return assertNever(term);
  }
};

/** Whether a headline is everything that the filter asks for. */
export const matchesFilter = (item: WireItem, filter: Filter): boolean =>
  filter.every(term => holds(item, term) !== term.without);
