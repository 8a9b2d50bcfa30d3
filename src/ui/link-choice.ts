import type {Snapshot} from '../market/snapshot.ts';
import {bodyOf} from '../view/body-of.ts';
import type {UiState} from '../view/ui-state.ts';

/** How many footnotes the selected headline's body has. */
export const linksShown = ({wire}: Snapshot, {headlineId}: UiState): number => {
  const item = wire.find(({headline}) => headline.id === headlineId);
  return item === undefined ? 0 : bodyOf(item.headline).links.length;
};

/** The footnote that was typed, 0 for the headline's own link; undefined for what is neither. */
export const linkChosen = (text: string, count: number): number | undefined => {
  const number = /^\d{0,2}$/.test(text.trim()) ? Number(text) : -1;
  return number >= 0 && number <= count ? number : undefined;
};
