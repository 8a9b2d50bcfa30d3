import {type Marker, MOVE_NUMBER} from '../chart/markers.ts';
import {seconds} from '../core/instant.ts';
import type {Ticker} from '../core/ticker.ts';
import {PRIMARY} from '../market/reactions/horizons.ts';
import type {ReactionBook} from '../market/reactions/reactions-of.ts';
import type {Snapshot, WireItem} from '../market/snapshot.ts';
import {horizonCell, reactionBook, readingAt} from './reactions.ts';
import {type MoveLook, wireItems} from './wire-items.ts';

/** How long a headline counts as just in. */
const FRESH = seconds(60);

const names = (item: WireItem, symbols: readonly Ticker[]): boolean =>
  item.headline.symbols.some(symbol => symbols.includes(symbol));

/** A reprint tells nothing at its moment, so that it has no marker there. */
export const isMarked = ({story}: WireItem): boolean => story.relation !== 'reprint';

const byArrival = (a: WireItem, b: WireItem): number =>
  a.firstReceivedAt - b.firstReceivedAt || (a.headline.id < b.headline.id ? -1 : 1);

const numbersOf = (wire: readonly WireItem[], symbols: readonly Ticker[]): ReadonlyMap<string, number> => {
  const arrivals = new Map<string, WireItem>();
  for (const item of wire) {
    if (!names(item, symbols)) continue;
    const first = arrivals.get(item.story.id);
    if (first === undefined || byArrival(item, first) < 0) arrivals.set(item.story.id, item);
  }
  const numbered = [...arrivals].sort(([, a], [, b]) => byArrival(a, b));
  return new Map(numbered.map(([id], index) => [id, index + 1]));
};

type Numbered = {readonly symbols: readonly Ticker[]; readonly numbers: ReadonlyMap<string, number>};
/** The wire and every chart of a screen ask for the same numbers, and wires never change. */
const kept = new WeakMap<readonly WireItem[], Numbered>();

/**
 * The number of each story that names a name of the day, by story id: 1 for the first to arrive. Arrival decides, not
 * publication, so that a late one never renumbers the others. The wire shows the same number, and so does every marker
 * of the story: its first headline, updates, corrections.
 */
export const markerNumbers = ({wire, file}: Snapshot): ReadonlyMap<string, number> => {
  const {symbols} = file.day;
  const last = kept.get(wire);
  if (last?.symbols === symbols) return last.numbers;
  const numbers = numbersOf(wire, symbols);
  kept.set(wire, {symbols, numbers});
  return numbers;
};

/** What a headline means for the one name that a chart shows; a chart of several says nothing of that. */
const stanceFor = ({notes}: WireItem, symbols: readonly Ticker[]): Marker['stance'] =>
  symbols.length === 1 ? notes.companies.find(({ticker}) => ticker === symbols[0])?.stance.stance : undefined;

/** How the one name that a chart shows moved in the quarter of an hour after a headline that its reaction counts from. */
const moveAfter = (book: ReactionBook | undefined, item: WireItem, symbols: readonly Ticker[]): string | undefined => {
  const [symbol] = symbols;
  if (book === undefined || symbol === undefined || symbols.length > 1) return undefined;
  const reaction = book.brief(item, symbol);
  if (reaction.start.headlineId !== item.headline.id) return undefined;
  const reading = readingAt(reaction, PRIMARY);
  return reading?.measured === undefined ? undefined : horizonCell(reading, 'return').text;
};

/** The headlines that name any of `symbols` and are no reprints, at the moment each was published, and moves; oldest first. */
export const chartMarkers = (
  snapshot: Snapshot,
  symbols: readonly Ticker[],
  selectedHeadlineId: string | undefined,
  look: MoveLook = {},
): readonly Marker[] => {
  const {preferences} = look;
  const book = preferences === undefined || symbols.length > 1 ? undefined : reactionBook(snapshot, {preferences});
  const numbers = markerNumbers(snapshot);
  const markers: Marker[] = [];
  for (const item of wireItems(snapshot, look)) {
    const number = item.move === undefined ? numbers.get(item.story.id) : MOVE_NUMBER;
    if (number === undefined || !isMarked(item) || !names(item, symbols)) continue;
    markers.push({
      at: item.headline.at,
      number,
      fresh: snapshot.clock.now - item.firstReceivedAt < FRESH,
      selected: item.headline.id === selectedHeadlineId,
      stance: stanceFor(item, symbols),
      move: moveAfter(book, item, symbols),
    });
  }
  return markers.reverse();
};
