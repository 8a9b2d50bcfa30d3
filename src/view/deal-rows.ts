import type {Instant} from '../core/instant.ts';
import type {Snapshot} from '../market/snapshot.ts';
import {wireItemAt} from '../market/wire.ts';
import type {DealEvent, DealStage, TalksFlag} from '../news/deals/deal.ts';
import type {DealState, DealStep} from '../news/deals/deal-fold.ts';
import {formatAmount, formatPrice} from './format.ts';
import {priceLookup} from './price-lookup.ts';
import {headlineReaction, horizonCell, NOT_KNOWN, type ReactionCell, readingAt, watchedSymbol} from './reactions.ts';
import type {UiState} from './ui-state.ts';

/** One thing reported of a deal, and those after it that brought nothing new. */
export type DealRow = {
  readonly id: string;
  readonly date: string;
  /** How far the deal had come, or what is said instead: `denied`, `no word`, `pulled`. */
  readonly stage: string;
  readonly amount: string;
  readonly text: string;
  readonly source: string;
  /** How good the source is, 1 … 5; empty where the file does not say. */
  readonly tier: string;
  /** How many reports of the same were folded into this row. */
  readonly more: number;
  /** The last price of each party known at the event, `AMZN 244.10`, that of the mover first; none where it is not known. */
  readonly prices: readonly string[];
  /** What the mover did in the half hour after the headline that brought it. */
  readonly move: ReactionCell;
  /** The name that the headline is about most; '' while there is no move. */
  readonly mover: string;
  readonly latest: boolean;
  /** The wire's selected headline brought it, or one folded into it. */
  readonly selected: boolean;
  /** The row that the keys move. */
  readonly chosen: boolean;
};

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

/** `advanced` says more than `talks` when talks are what goes on. */
export const stageWords = (stage: DealStage, talks: TalksFlag | undefined): string =>
  stage === 'talks' && talks !== undefined ? talks : STAGE_WORDS[stage];

/** What an event says of the stage, else where it left the deal. */
const wordsOf = ({event, after, withdrawn}: DealStep): string => {
  if (withdrawn) return 'pulled';
  switch (event.polarity) {
    case 'denies':
      return 'denied';
    case 'disputes':
      return 'disputed';
    case 'declines':
      return 'no word';
    default:
      // A claim that its source cannot carry shows as what it was taken for.
      return stageWords(event.tier === undefined ? (event.stage ?? after) : after, event.talks);
  }
};

/** What of a row does not change while the deal stands as it does, and the events that it shows. */
export type LastingRow = {
  readonly events: readonly DealEvent[];
  readonly row: Omit<DealRow, 'move' | 'mover' | 'selected' | 'chosen' | 'prices'>;
};

/** Whether an event is the same again: on the wire, asserted, and nothing of the deal changed by it. */
const isAgain = ({event, changed, withdrawn}: DealStep): boolean =>
  event.tier !== undefined && event.polarity === undefined && !withdrawn && changed.length === 0;

/** The rows of a deal, oldest first; reports that bring nothing new are folded into the row before. */
export const lastingRows = (state: DealState): readonly LastingRow[] => {
  const groups: DealStep[][] = [];
  for (const step of state.steps) {
    const last = groups.at(-1);
    if (last !== undefined && isAgain(step)) last.push(step);
    else groups.push([step]);
  }
  return groups.flatMap((steps): readonly LastingRow[] => {
    const [step] = steps;
    if (step === undefined) return [];
    const {event} = step;
    return [
      {
        events: steps.map(one => one.event),
        row: {
          id: event.id,
          date: event.date,
          stage: wordsOf(step),
          amount: event.amount === undefined ? '' : formatAmount(event.amount),
          text: step.withdrawn ? `withdrawn: ${event.text}` : event.text,
          source: event.source ?? '',
          tier: event.tier === undefined ? '' : String(event.tier),
          more: steps.length - 1,
          latest: steps.some(one => one.event === state.latest),
        },
      },
    ];
  });
};

/** The last price of each listed party known at a moment, that of `first` before the others. */
const pricesAt = (snapshot: Snapshot, {from, deal}: DealState, at: Instant, first: string): readonly string[] =>
  [...from, deal.to]
    .sort((a, b) => Number(b.ticker === first) - Number(a.ticker === first))
    .flatMap(({ticker}) => {
      const price = ticker === undefined ? undefined : priceLookup(snapshot.bars.get(ticker))(at)?.price;
      return price === undefined ? [] : [`${ticker} ${formatPrice(price)}`];
    });

/** What changes about a row: prices as the tape knows them, how they moved since, what is selected. */
export const standingOf = (
  snapshot: Snapshot,
  ui: UiState,
  state: DealState,
  events: readonly DealEvent[],
): Pick<DealRow, 'move' | 'mover' | 'selected' | 'prices'> => {
  const [event] = events;
  const id = event?.headlineId;
  const item = event === undefined || id === undefined ? undefined : wireItemAt(snapshot.wire, id, event.at);
  const at = event?.at ?? item?.headline.at;
  const reaction = item === undefined ? undefined : headlineReaction(snapshot, ui, item);
  const move = reaction === undefined ? NOT_KNOWN : horizonCell(readingAt(reaction, '+30m'), 'return');
  const mover = item === undefined || move.text === NOT_KNOWN.text ? '' : (watchedSymbol(snapshot, item) ?? '');
  return {
    move,
    mover,
    selected: ui.headlineId !== undefined && events.some(({headlineId}) => headlineId === ui.headlineId),
    prices: at === undefined ? [] : pricesAt(snapshot, state, at, mover),
  };
};
