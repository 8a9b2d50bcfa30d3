import type {Snapshot} from '../market/snapshot.ts';
import type {AmountOf, Catalyst, DealStage} from '../news/deals/deal.ts';
import type {DealState} from '../news/deals/deal-fold.ts';
import {type DealRow, type LastingRow, lastingRows, stageWords, standingOf} from './deal-rows.ts';
import {actedDeals, dealStates} from './deal-states.ts';
import {emptyWords} from './empty-words.ts';
import {formatAmount, formatScore, formatTradingDate} from './format.ts';
import {type DealRowId, dealKindWords, dealName, listedDeals} from './listed-deals.ts';
import type {UiState} from './ui-state.ts';

/** One stop on a deal's way. `now` is where it stands, `ended` where it stopped for good. */
export type TrackStop = {readonly label: string; readonly state: 'past' | 'now' | 'ahead' | 'ended'};

/** An event that may belong to a deal, and how well it fits, 0 … 1. */
export type MaybeRow = {
  readonly id: string;
  readonly text: string;
  readonly source: string;
  readonly score: string;
  /** The row that the keys move. */
  readonly chosen: boolean;
};

export type DealCard = {
  readonly id: string;
  readonly parties: string;
  /** What sort of deal it is and, unless it is only reported, how much of that stands. */
  readonly kind: string;
  readonly amount: string;
  /** What else is told of it: the round it is part of, the valuation, what is paid with. */
  readonly facts: string;
  /** Headlines that may belong to it. */
  readonly maybe: readonly MaybeRow[];
  readonly track: readonly TrackStop[];
  readonly events: readonly DealRow[];
  readonly next: readonly {readonly when: string; readonly what: string}[];
  readonly pinned: boolean;
  /** Its history is put away. */
  readonly folded: boolean;
  /** Its head is the row that the keys move. */
  readonly chosen: boolean;
};

export type DealsView = {
  readonly cards: readonly DealCard[];
  /** How many deals there are, filtered or not. */
  readonly count: number;
  readonly filter: string;
  /** Manual acts that name nothing that is there. */
  readonly ignored: number;
  /** What stands where no card is. */
  readonly emptyWords: string;
};

const WAY: readonly DealStage[] = ['rumour', 'talks', 'term_sheet', 'announced', 'regulatory_review', 'closed'];
const trackOf = (state: DealState): readonly TrackStop[] => {
  const ended = state.stage === 'terminated' || state.stage === 'lapsed';
  const reached = Math.max(...state.steps.map(step => WAY.indexOf(step.after)), 0);
  const stops: TrackStop[] = [];
  for (const [index, stage] of WAY.entries()) {
    const here = !ended && stage === state.stage;
    const past = ended ? index <= reached : index < WAY.indexOf(state.stage);
    if (here && stage === 'talks' && state.talks !== undefined) {
      stops.push({label: 'talks', state: 'past'}, {label: state.talks, state: 'now'});
    } else if (here || past || !ended) {
      stops.push({label: stageWords(stage, undefined), state: here ? 'now' : past ? 'past' : 'ahead'});
    }
  }
  return ended ? [...stops, {label: stageWords(state.stage, undefined), state: 'ended'}] : stops;
};

/** When a catalyst is due, as exactly as it is known. */
const whenOf = (catalyst: Catalyst): string => {
  const {from, to, certainty} = catalyst;
  if (from === undefined) return to === undefined ? 'no date' : `by ${formatTradingDate(to)}`;
  const words =
    to === undefined || to === from ? formatTradingDate(from) : `${formatTradingDate(from)} – ${formatTradingDate(to)}`;
  return certainty === 'scheduled' ? words : `${words} (${certainty})`;
};

const FACT_WORDS: Readonly<Record<AmountOf, (amount: string) => string>> = {
  investment: amount => `${amount} invested`,
  price: amount => `for ${amount}`,
  contract: amount => `${amount} contract`,
  round: amount => `round of ${amount}`,
  tranche: amount => `tranche of ${amount}`,
  valuation: amount => `valued at ${amount}`,
};

/** The amounts beside the deal's own, and what is paid with. */
const factsOf = ({facts, amount, consideration}: DealState): string =>
  [
    ...facts
      .filter(fact => fact.value !== amount?.value || fact.of === 'tranche')
      .map(fact => FACT_WORDS[fact.of](formatAmount(fact))),
    ...(consideration.length > 0 ? [`in ${consideration.join(', ')}`] : []),
  ].join(' · ');

type Lasting = {
  readonly head: Omit<DealCard, 'events' | 'maybe' | 'pinned' | 'folded' | 'chosen'>;
  readonly maybe: readonly Omit<MaybeRow, 'chosen'>[];
  readonly rows: readonly LastingRow[];
};
const kept = new WeakMap<DealState, Lasting>();

/** What a card says for as long as the deal stands as it does. */
const lastingOf = (state: DealState): Lasting => {
  const last = kept.get(state);
  if (last !== undefined) return last;
  const lasting: Lasting = {
    head: {
      id: state.deal.id,
      parties: dealName(state),
      kind: state.status === 'reported' ? dealKindWords(state) : `${dealKindWords(state)} · ${state.status}`,
      amount: state.amount === undefined ? '' : formatAmount(state.amount),
      facts: factsOf(state),
      track: trackOf(state),
      next: state.catalysts.map(catalyst => ({when: whenOf(catalyst), what: catalyst.what})),
    },
    maybe: state.suggestions.map(({event, score}) => ({
      id: event.id,
      text: event.text,
      source: event.source ?? '',
      score: formatScore(score),
    })),
    rows: lastingRows(state),
  };
  kept.set(state, lasting);
  return lasting;
};

const cardOf = (snapshot: Snapshot, ui: UiState, state: DealState, pinned: ReadonlySet<string>): DealCard => {
  const {head, maybe, rows} = lastingOf(state);
  const {dealRow} = ui;
  const here = dealRow?.deal === head.id;
  const folded = ui.dealsFolded.has(head.id);
  const chosenEvent =
    here && !folded ? rows.find(({events}) => events.some(({id}) => id === dealRow.event))?.row.id : undefined;
  const chosenMaybe = here && !folded ? maybe.find(({id}) => id === dealRow.event)?.id : undefined;
  return {
    ...head,
    maybe: maybe.map(row => ({...row, chosen: row.id === chosenMaybe})),
    events: rows.map(
      ({events, row}): DealRow => ({
        ...row,
        ...standingOf(snapshot, ui, state, events),
        chosen: row.id === chosenEvent,
      }),
    ),
    pinned: pinned.has(head.id),
    folded,
    chosen: here && chosenEvent === undefined && chosenMaybe === undefined,
  };
};

/** The rows of the pane that can be chosen, from top to bottom. */
export const dealRows = ({cards}: DealsView): readonly DealRowId[] =>
  cards.flatMap(({id, events, maybe, folded}): readonly DealRowId[] => [
    {deal: id, event: undefined},
    ...(folded ? [] : [...events, ...maybe].map((row): DealRowId => ({deal: id, event: row.id}))),
  ]);

/** The row that is chosen, if any of the view is. */
export const chosenRow = ({cards}: DealsView): DealRowId | undefined => {
  for (const {id, chosen, events, maybe} of cards) {
    const event = [...events, ...maybe].find(row => row.chosen)?.id;
    if (chosen || event !== undefined) return {deal: id, event};
  }
  return undefined;
};

/** The deals as they stood at the clock and as the person has put them in order, filtered. */
export const dealsView = (snapshot: Snapshot, ui: UiState): DealsView => {
  const {pinned, ignored} = actedDeals(snapshot, ui);
  const count = dealStates(snapshot, ui).length;
  return {
    cards: listedDeals(snapshot, ui).map(state => cardOf(snapshot, ui, state, pinned)),
    count,
    filter: ui.dealsFilter,
    ignored: ignored.length,
    emptyWords: count > 0 ? 'no deal passes: Esc clears the filter' : emptyWords(snapshot, 'no deal on file yet'),
  };
};
