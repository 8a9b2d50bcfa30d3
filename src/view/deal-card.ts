import type {Snapshot} from '../market/snapshot.ts';
import {dealsView} from './deals-view.ts';
import type {UiState} from './ui-state.ts';

const words = (...parts: readonly string[]): string => parts.filter(part => part !== '').join('  ');

/**
 * The chosen deal as a few lines of text to quote: who, what, how far, everything reported of it, what is expected next.
 * The last line says what tape this is. Undefined when no deal is chosen.
 */
export const dealCard = (snapshot: Snapshot, ui: UiState): string | undefined => {
  const card = dealsView(snapshot, ui).cards.find(({id}) => id === ui.dealRow?.deal);
  if (card === undefined) return undefined;
  const {day} = snapshot.file;
  const track = card.track.filter(({state}) => state !== 'ahead').map(({label}) => label);
  const tape = day.provenance === 'recorded' ? '' : ` · ${day.provenance} tape`;
  return [
    words(card.parties, card.kind, card.amount),
    track.join(' > '),
    ...card.events.map(({date, stage, amount, move, mover, text, source}) =>
      words(
        date,
        stage,
        amount,
        mover === '' ? move.text : `${mover} ${move.text} in 30m`,
        text,
        source === '' ? '' : `(${source})`,
      ),
    ),
    ...card.next.map(({when, what}) => words('next', when, what)),
    `tapewire · ${day.date}${tape}`,
  ].join('\n');
};
