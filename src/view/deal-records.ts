import {formatInstant} from '../core/instant.ts';
import type {Catalyst, DealEvent, DealParty, DealSuggestion} from '../news/deals/deal.ts';
import type {DealState, DealStep} from '../news/deals/deal-fold.ts';
import type {ActedBook} from '../news/deals/manual-acts.ts';
import {partyId} from '../news/deals/party-id.ts';

const partyRecord = (party: DealParty) => ({
  id: partyId(party),
  name: party.name,
  ticker: party.ticker ?? null,
});

/** What an event says, without what it did to its deal. */
const reportRecord = (event: DealEvent) => ({
  id: event.id,
  date: event.date,
  publishedAt: event.at === undefined ? null : formatInstant(event.at),
  knownAt: formatInstant(event.knownAt),
  headlineId: event.headlineId ?? null,
  source: event.source ?? null,
  tier: event.tier ?? null,
  polarity: event.polarity ?? 'asserts',
  speaker: event.speaker ?? null,
  claimedStage: event.stage ?? null,
  talks: event.talks ?? null,
  amount: event.amount ?? null,
  facts: event.facts ?? [],
  consideration: event.consideration ?? [],
  text: event.text,
});

const stepRecord = ({event, before, after, status, changed, withdrawn}: DealStep) => ({
  ...reportRecord(event),
  stageBefore: before ?? null,
  stageAfter: after,
  status,
  changed,
  withdrawn,
});

const catalystRecord = ({what, knownAt, from, to, certainty, source}: Catalyst) => ({
  what,
  from: from ?? null,
  to: to ?? null,
  certainty,
  knownAt: formatInstant(knownAt),
  source: source ?? null,
});

const suggestionRecord = ({event, score}: DealSuggestion) => ({score, ...reportRecord(event)});

/** A deal as data: the fields stay what they are, and what is not known is null. */
export const dealRecord = (state: DealState) => ({
  id: state.deal.id,
  kind: state.kind,
  from: state.from.map(partyRecord),
  to: partyRecord(state.deal.to),
  stage: state.stage,
  talks: state.talks ?? null,
  status: state.status,
  tier: state.tier ?? null,
  amount: state.amount ?? null,
  facts: state.facts,
  consideration: state.consideration,
  events: state.steps.map(stepRecord),
  next: state.catalysts.map(catalystRecord),
  maybe: state.suggestions.map(suggestionRecord),
});
export type DealRecord = ReturnType<typeof dealRecord>;

/** Which manual acts were done, and which name nothing that is there, by their ids. */
export const actRecords = ({applied, ignored}: ActedBook) => ({applied, ignored});
