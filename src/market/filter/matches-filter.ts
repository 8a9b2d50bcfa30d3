import {assertNever} from '../../core/fault.ts';
import type {WireItem} from '../snapshot.ts';
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

const isNamed = ({notes}: WireItem, name: string): boolean =>
  notes.entities.some(({id, name: full}) => id.toLowerCase() === name || full.toLowerCase().includes(name)) ||
  notes.companies.some(({ticker, mentions}) => mentions.length > 0 && ticker?.toLowerCase() === name);

const holds = (item: WireItem, term: FilterTerm): boolean => {
  const {headline, notes} = item;
  switch (term.kind) {
    case 'words':
      return hasWords(item, term.text);
    case 'move':
      return item.move !== undefined;
    case 'event':
      if (item.move !== undefined) return false;
      return notes.event.kind === term.event || (term.alsoWords && hasWords(item, term.event));
    case 'amount':
      // What the text takes back, or says of one share, is no amount that anybody looks for.
      return notes.money.some(
        amount =>
          !amount.denied && !amount.perShare && compares(amount.high ?? amount.value, term.comparison, term.value),
      );
    case 'score':
      return compares(term.score === 'novelty' ? item.story.novelty : notes.importance, term.comparison, term.value);
    case 'name':
      return isNamed(item, term.text);
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
