import type {Headline} from '../../core/events.ts';
import {tradingDateAt} from '../../core/new-york.ts';
import type {Catalyst, Deal, DealEvent, DealKind, DealParty} from './deal.ts';
import type {DealRun} from './deal-fold.ts';
import type {DealTelling} from './deal-telling.ts';
import {mainAmount} from './facts-told.ts';
import {claimableStage} from './legal-move.ts';
import {partyId} from './party-id.ts';
import {wireDealId, wireEventId} from './wire-ids.ts';

/** A telling and the edition of the headline that it is of. */
export type WireTelling = {readonly headline: Headline; readonly telling: DealTelling};

/** Kinds that reports mistake for one another, so that another one corrects the first. */
const CORRECTED = new Set<DealKind>(['acquisition', 'merger', 'licence', 'asset_sale', 'majority_stake']);

/** The event that a headline makes of its deal. */
export const eventTold = ({headline, telling}: WireTelling, run: DealRun): DealEvent => {
  const {stage, talks, facts, consideration, polarity, speaker, withdrawal} = telling;
  const known = new Set(run.from.map(partyId));
  const more = telling.from.filter(({id}) => !known.has(id));
  const corrects = telling.kind !== undefined && CORRECTED.has(telling.kind) && CORRECTED.has(run.kind);
  const kind = corrects ? telling.kind : undefined;
  const joint = more.length > 0 && telling.from.length > more.length;
  const amount = joint ? undefined : mainAmount(kind ?? run.kind, facts);
  return {
    id: wireEventId(headline.id),
    date: tradingDateAt(headline.at),
    at: headline.at,
    knownAt: headline.receivedAt,
    ...(stage === undefined ? {} : {stage}),
    ...(talks === undefined ? {} : {talks}),
    ...(amount === undefined ? {} : {amount}),
    ...(facts.length === 0 ? {} : {facts}),
    ...(consideration.length === 0 ? {} : {consideration}),
    ...(kind === undefined ? {} : {kind}),
    ...(joint ? {parties: more} : {}),
    text: telling.text,
    source: telling.source,
    tier: telling.tier,
    ...(polarity === 'asserts' ? {} : {polarity}),
    ...(speaker === undefined ? {} : {speaker}),
    ...(withdrawal === undefined ? {} : {withdrawal}),
    headlineId: headline.id,
  };
};

/**
 * An event of a file with what the headline that brought it tells beside, where the file leaves that out. How good the
 * source is it takes over only where that source can carry what the file says: the file's word on the stage stands.
 */
export const withTelling = (event: DealEvent, {kind}: Deal, {telling}: WireTelling): DealEvent => {
  const {facts, tier, consideration, polarity, withdrawal} = telling;
  const denied = event.polarity !== undefined && event.polarity !== 'asserts';
  if (withdrawal !== undefined || polarity !== 'asserts' || denied) return event;
  const carried = event.stage === undefined || claimableStage(event.stage, tier) === event.stage;
  const amount = telling.kind === undefined || telling.kind === kind ? mainAmount(kind, facts) : undefined;
  return {
    ...(facts.length === 0 ? {} : {facts}),
    ...(carried ? {tier} : {}),
    ...(amount === undefined ? {} : {amount}),
    ...(consideration.length === 0 ? {} : {consideration}),
    ...event,
  };
};

/** The catalysts that a headline adds to those known; none where a file says already what to expect of this headline. */
export const catalystsWith = (known: readonly Catalyst[], {headline, telling}: WireTelling): readonly Catalyst[] => {
  if (telling.catalysts.length === 0 || telling.polarity !== 'asserts' || telling.withdrawal !== undefined)
    return known;
  const fresh = telling.catalysts.filter(one =>
    known.every(other => other.what !== one.what || other.from !== one.from || other.to !== one.to),
  );
  const told = {knownAt: headline.receivedAt, source: telling.source};
  if (known.some(({knownAt, source}) => knownAt === told.knownAt && source === told.source)) return known;
  return fresh.length === 0 ? known : [...known, ...fresh.map(one => ({...one, ...told}))];
};

type Sides = {readonly from: readonly DealParty[]; readonly to: DealParty};

const MUTUAL = new Set<DealKind>(['merger', 'joint_venture', 'commercial_contract', 'licence']);

/** Who gives to whom in a deal not known before; undefined where the words leave it open. */
const sidesOf = ({kind, from, to, all}: DealTelling): Sides | undefined => {
  if (to !== undefined && (from.length > 0 || kind === 'financing')) return {from, to};
  const [first, second] = all;
  if (first === undefined) return undefined;
  if (second === undefined) return kind === 'financing' || kind === 'spin_off' ? {from: [], to: first} : undefined;
  if (all.length > 2 || kind === undefined) return undefined;
  if (MUTUAL.has(kind)) return {from: [first], to: second};
  // Money goes from the listed to the unlisted far more often than back.
  if (first.ticker !== undefined && second.ticker === undefined) return {from: [first], to: second};
  return second.ticker !== undefined && first.ticker === undefined ? {from: [second], to: first} : undefined;
};

/** A deal that no one told of before; undefined where kind or sides are not told. Its id follows from both. */
export const dealOpened = ({telling}: WireTelling): Deal | undefined => {
  const sides = sidesOf(telling);
  const {kind} = telling;
  if (sides === undefined || kind === undefined) return undefined;
  return {id: wireDealId({...sides, kind}), kind, ...sides, events: [], catalysts: []};
};
