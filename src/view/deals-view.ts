import type {Snapshot} from '../market/snapshot.ts';
import type {Catalyst, DealEvent, DealStage} from '../news/deals/deal.ts';
import type {DealState, DealStep} from '../news/deals/deal-fold.ts';
import {actedDeals, dealStates} from './deal-states.ts';
import {emptyWords} from './empty-words.ts';
import {formatAmount, formatTradingDate, UNKNOWN} from './format.ts';
import {type DealRowId, dealKindWords, dealName, listedDeals} from './listed-deals.ts';
import {headlineReactions, type Reaction} from './reactions.ts';
import type {UiState} from './ui-state.ts';

/** One stop on a deal's way. `now` is where it stands, `ended` where it stopped for good. */
export type TrackStop = {readonly label: string; readonly state: 'past' | 'now' | 'ahead' | 'ended'};

export type DealRow = {
  readonly id: string;
  readonly date: string;
  readonly stage: string;
  readonly amount: string;
  readonly text: string;
  readonly source: string;
  /** What the price did in the half hour after the headline that brought it. */
  readonly move: Reaction;
  readonly latest: boolean;
  /** The wire's selected headline brought it. */
  readonly selected: boolean;
  /** The row that the keys move. */
  readonly chosen: boolean;
};

export type DealCard = {
  readonly id: string;
  readonly parties: string;
  /** What sort of deal it is and, unless it is only reported, how much of that stands. */
  readonly kind: string;
  readonly amount: string;
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
const STAGE_WORDS: Readonly<Record<DealStage, string>> = {
  rumour: 'rumour',
  talks: 'talks',
  term_sheet: 'terms',
  announced: 'signed',
  regulatory_review: 'review',
  closed: 'closed',
  terminated: 'terminated',
  lapsed: 'lapsed',
};
const HALF_HOUR = 3;
const NOT_KNOWN: Reaction = {text: UNKNOWN, trend: 'unknown'};

/** `advanced` says more than `talks` when talks are what goes on. */
const stageWords = (stage: DealStage, talks: DealEvent['talks']): string =>
  stage === 'talks' && talks !== undefined ? `${talks}` : STAGE_WORDS[stage];

/** What an event says of the stage, else where it left the deal. */
const wordsOf = ({event, after}: DealStep): string => stageWords(event.stage ?? after, event.talks);

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
      stops.push({label: STAGE_WORDS[stage], state: here ? 'now' : past ? 'past' : 'ahead'});
    }
  }
  return ended ? [...stops, {label: STAGE_WORDS[state.stage], state: 'ended'}] : stops;
};

/** When a catalyst is due, as exactly as it is known. */
const whenOf = (catalyst: Catalyst): string => {
  const {from, to, certainty} = catalyst;
  if (from === undefined) return to === undefined ? 'no date' : `by ${formatTradingDate(to)}`;
  const words =
    to === undefined || to === from ? formatTradingDate(from) : `${formatTradingDate(from)} – ${formatTradingDate(to)}`;
  return certainty === 'scheduled' ? words : `${words} (${certainty})`;
};

type Lasting = {
  readonly head: Omit<DealCard, 'events' | 'pinned' | 'folded' | 'chosen'>;
  readonly events: readonly {readonly event: DealEvent; readonly row: Omit<DealRow, 'move' | 'selected' | 'chosen'>}[];
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
      track: trackOf(state),
      next: state.catalysts.map(catalyst => ({when: whenOf(catalyst), what: catalyst.what})),
    },
    events: state.steps.map(step => ({
      event: step.event,
      row: {
        id: step.event.id,
        date: step.event.date,
        stage: wordsOf(step),
        amount: step.event.amount === undefined ? '' : formatAmount(step.event.amount),
        text: step.withdrawn ? `withdrawn: ${step.event.text}` : step.event.text,
        source: step.event.source ?? '',
        latest: step.event === state.latest,
      },
    })),
  };
  kept.set(state, lasting);
  return lasting;
};

/** What changes about an event: how the price moved since, and whether it is the selected headline's. */
const standingOf = (snapshot: Snapshot, ui: UiState, event: DealEvent): Pick<DealRow, 'move' | 'selected'> => {
  const item =
    event.headlineId === undefined ? undefined : snapshot.wire.find(one => one.headline.id === event.headlineId);
  return {
    move: (item === undefined ? undefined : headlineReactions(snapshot, item, HALF_HOUR).at(-1)) ?? NOT_KNOWN,
    selected: item !== undefined && item.headline.id === ui.headlineId,
  };
};

const cardOf = (snapshot: Snapshot, ui: UiState, state: DealState, pinned: ReadonlySet<string>): DealCard => {
  const {head, events} = lastingOf(state);
  const {dealRow} = ui;
  const here = dealRow?.deal === head.id;
  const folded = ui.dealsFolded.has(head.id);
  const chosenEvent = here && !folded ? events.find(({row}) => row.id === dealRow.event)?.row.id : undefined;
  return {
    ...head,
    events: events.map(
      ({event, row}): DealRow => ({...row, ...standingOf(snapshot, ui, event), chosen: row.id === chosenEvent}),
    ),
    pinned: pinned.has(head.id),
    folded,
    chosen: here && chosenEvent === undefined,
  };
};

/** The rows of the pane that can be chosen, from top to bottom. */
export const dealRows = ({cards}: DealsView): readonly DealRowId[] =>
  cards.flatMap(({id, events, folded}): readonly DealRowId[] => [
    {deal: id, event: undefined},
    ...(folded ? [] : events.map((row): DealRowId => ({deal: id, event: row.id}))),
  ]);

/** The deals as they stood at the clock and as the person has put them in order, filtered. */
export const dealsView = (snapshot: Snapshot, ui: UiState): DealsView => {
  const {pinned, ignored} = actedDeals(snapshot, ui);
  const count = dealStates(snapshot, ui).length;
  return {
    cards: listedDeals(snapshot, ui).map(state => cardOf(snapshot, ui, state, pinned)),
    count,
    filter: ui.dealsFilter,
    ignored,
    emptyWords: count > 0 ? 'no deal passes: Esc clears the filter' : emptyWords(snapshot, 'no deal on file yet'),
  };
};
