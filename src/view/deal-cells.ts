import {formatInstant} from '../core/instant.ts';
import type {DealAmount} from '../news/deals/deal.ts';
import type {DealState} from '../news/deals/deal-fold.ts';
import {partyId} from '../news/deals/party-id.ts';
import {stageWords} from './deal-rows.ts';
import {formatAmount} from './format.ts';
import {dealKindWords, dealName} from './listed-deals.ts';

const CSV_HEAD = [
  'deal_id',
  'kind',
  'from',
  'to',
  'event_id',
  'date',
  'published_at',
  'known_at',
  'headline_id',
  'source',
  'tier',
  'polarity',
  'speaker',
  'claimed_stage',
  'stage_before',
  'stage_after',
  'talks',
  'status',
  'changed',
  'withdrawn',
  'amount',
  'facts',
  'consideration',
  'text',
] as const;

const amountCell = ({modifier, value, high, currency}: DealAmount): string =>
  [modifier, high === undefined ? value : `${value}-${high}`, currency].join(' ');

const csvRows = (state: DealState): readonly (readonly string[])[] =>
  state.steps.map(({event, before, after, status, changed, withdrawn}) => {
    const cells: Readonly<Record<(typeof CSV_HEAD)[number], string>> = {
      deal_id: state.deal.id,
      kind: state.kind,
      from: state.from.map(partyId).join('; '),
      to: partyId(state.deal.to),
      event_id: event.id,
      date: event.date,
      published_at: event.at === undefined ? '' : formatInstant(event.at),
      known_at: formatInstant(event.knownAt),
      headline_id: event.headlineId ?? '',
      source: event.source ?? '',
      tier: event.tier === undefined ? '' : String(event.tier),
      polarity: event.polarity ?? 'asserts',
      speaker: event.speaker ?? '',
      claimed_stage: event.stage ?? '',
      stage_before: before ?? '',
      stage_after: after,
      talks: event.talks ?? '',
      status,
      changed: changed.join(' '),
      withdrawn: String(withdrawn),
      amount: event.amount === undefined ? '' : amountCell(event.amount),
      facts: (event.facts ?? []).map(fact => `${fact.of} ${amountCell(fact)}`).join('; '),
      consideration: (event.consideration ?? []).join('; '),
      text: event.text,
    };
    return CSV_HEAD.map(name => cells[name]);
  });

/** Every event of every deal as a row of cells under a head; several values in a cell are parted by `; `. */
export const dealCells = (states: readonly DealState[]): readonly (readonly string[])[] => [
  CSV_HEAD,
  ...states.flatMap(csvRows),
];

/** The deals for reading: a line a deal, and below it a line an event. */
export const dealTable = (states: readonly DealState[]): readonly (readonly string[])[] => [
  ['deal', 'stage', 'status', 'amount', 'tier', 'changed', 'source', 'what was told'],
  ...states.flatMap(state => [
    [
      dealName(state),
      stageWords(state.stage, state.talks),
      state.status,
      state.amount === undefined ? '' : formatAmount(state.amount),
      state.tier === undefined ? '' : String(state.tier),
      '',
      '',
      dealKindWords(state),
    ],
    ...state.steps.map(({event, after, status, changed, withdrawn}) => [
      `  ${event.date}`,
      stageWords(after, event.talks),
      withdrawn ? 'withdrawn' : (event.polarity ?? status),
      event.amount === undefined ? '' : formatAmount(event.amount),
      event.tier === undefined ? '' : String(event.tier),
      changed.join(' '),
      event.source ?? '',
      event.text,
    ]),
  ]),
];
