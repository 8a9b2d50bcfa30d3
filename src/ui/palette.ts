import type {Snapshot} from '../market/snapshot.ts';
import type {DealState} from '../news/deals/deal-fold.ts';
import type {Command} from '../view/command.ts';
import {dealStates} from '../view/deal-states.ts';
import {formatAmount, formatTime} from '../view/format.ts';
import {fuzzyMatch} from '../view/fuzzy-match.ts';
import {dealKindWords, dealName} from '../view/listed-deals.ts';
import {LAYOUTS} from '../view/preferences.ts';
import type {UiState} from '../view/ui-state.ts';
import {keymapOf} from './effective-keymap.ts';
import {formatKey} from './key-names.ts';

/** One thing that the palette can do. */
export type PaletteEntry = {
  readonly sort: 'command' | 'name' | 'deal' | 'headline' | 'day';
  readonly text: string;
  /** What stands at the row's end: keys, a time, a title. */
  readonly aside: string;
  readonly command: Command;
};

/** An entry that fits what was typed, and which letters of its text did. */
export type PaletteMatch = PaletteEntry & {readonly places: readonly number[]};

/** What makes no sense to be chosen from the palette itself. */
const LEFT_OUT = new Set<Command['kind']>(['move', 'end', 'back', 'remove']);

const commandEntries = (ui: UiState): readonly PaletteEntry[] =>
  keymapOf(ui.preferences.keys)
    .bindings.filter(binding => !LEFT_OUT.has(binding.command.kind))
    .filter(binding => binding.name !== 'palette')
    .map(({words, keys, command}) => ({
      sort: 'command',
      text: words,
      aside: keys.map(key => formatKey(key)).join(' '),
      command,
    }));

const layoutEntries: readonly PaletteEntry[] = LAYOUTS.map(layout => ({
  sort: 'command',
  text: `layout ${layout}`,
  aside: '',
  command: {kind: 'set-layout', layout},
}));

/** What counts against a find of each sort: of two that fit about as well, what is wanted more often comes first. */
const RANKS: Readonly<Record<PaletteEntry['sort'], number>> = {command: 0, name: 0, deal: 1, headline: 1, day: 3};

/** A deal by its names, with what tells it from others between the same. */
const dealEntry = (state: DealState, command: Command): PaletteEntry => ({
  sort: 'deal',
  text: `${dealName(state)}  ${dealKindWords(state)}`,
  aside: state.amount === undefined ? '' : formatAmount(state.amount),
  command,
});

/** The other deals, for what is chosen to go to. */
const otherDeals = (snapshot: Snapshot, ui: UiState, kind: 'merge-into' | 'reassign-to'): readonly PaletteEntry[] =>
  dealStates(snapshot, ui)
    .filter(({deal}) => deal.id !== ui.dealRow?.deal)
    .map(state => dealEntry(state, {kind, deal: state.deal.id}));

/** A headline was chosen to be read, a name to be charted, a day to be opened. */
const thingEntries = (snapshot: Snapshot, ui: UiState): readonly PaletteEntry[] => [
  ...snapshot.file.day.symbols.map(
    (symbol): PaletteEntry => ({
      sort: 'name',
      text: symbol,
      aside: 'show on the chart',
      command: {kind: 'select-symbol', symbol},
    }),
  ),
  ...dealStates(snapshot, ui).map(state => dealEntry(state, {kind: 'select-deal', deal: state.deal.id})),
  ...snapshot.wire.map(
    ({headline}): PaletteEntry => ({
      sort: 'headline',
      text: headline.headline,
      aside: formatTime(headline.at),
      command: {kind: 'select-headline', id: headline.id},
    }),
  ),
  ...(snapshot.clock.mode === 'live' ? [] : (ui.days ?? []))
    .filter(day => day.fault === undefined)
    .map(
      (day): PaletteEntry => ({
        sort: 'day',
        text: `${day.name}  ${day.title}`,
        aside: day.provenance,
        command: {kind: 'open-day', name: day.name},
      }),
    ),
];

const entriesFor = (snapshot: Snapshot, ui: UiState): readonly PaletteEntry[] => {
  switch (ui.prompt?.kind) {
    case 'merge':
      return otherDeals(snapshot, ui, 'merge-into');
    case 'reassign':
      return otherDeals(snapshot, ui, 'reassign-to');
    default:
      return [...commandEntries(ui), ...layoutEntries, ...thingEntries(snapshot, ui)];
  }
};

/**
 * What the palette lists for `query`, the best first: of equals, commands before names, headlines and days. With nothing
 * typed it is everything, commands in the order of the help screen first. When a deal is asked for it is the other deals.
 */
export const paletteMatches = (query: string, snapshot: Snapshot, ui: UiState): readonly PaletteMatch[] => {
  const entries = entriesFor(snapshot, ui);
  const found = entries.flatMap(entry => {
    const match = fuzzyMatch(query, entry.text);
    if (match === undefined) return [];
    return [{entry: {...entry, places: match.places}, score: match.score - (query === '' ? 0 : RANKS[entry.sort])}];
  });
  return found.toSorted((a, b) => b.score - a.score).map(({entry}) => entry);
};
