import type {Snapshot} from '../market/snapshot.ts';
import {drillView} from './drill-view.ts';
import type {UiState} from './ui-state.ts';

/**
 * The selected headline as a few lines of text to quote: what was said, when, by whom, and what prices did since. The
 * last line says what tape this is.
 */
export const headlineCard = (snapshot: Snapshot, ui: UiState): string | undefined => {
  const view = drillView(snapshot, ui);
  if (view === undefined) return undefined;
  const {day} = snapshot.file;
  const reactions = view.reactions
    .filter(reaction => reaction.named)
    .map(({symbol, base, now, sinceThen, cells, verdict, words}) => {
      const after = cells.map((cell, index) => `${view.horizons[index]} ${cell.text}`).join('  ');
      return `${symbol}  ${base} → ${now}  ${sinceThen.text}  ${after}\n  ${verdict}: ${words}`;
    });
  const tape = day.provenance === 'recorded' ? '' : ` · ${day.provenance} tape`;
  return [
    view.headline,
    ...view.facts.filter(({name}) => name !== 'received').map(({name, value}) => `${name}: ${value}`),
    ...(view.deal === undefined ? [] : [`deal: ${view.deal}`]),
    ...reactions,
    `tapewire · ${day.date}${tape}`,
  ].join('\n');
};
