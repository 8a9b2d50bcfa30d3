import type {Instant} from '../../core/instant.ts';
import type {SourceTier} from '../attribution.ts';
import type {
  AmountOf,
  Catalyst,
  Consideration,
  Deal,
  DealAmount,
  DealEvent,
  DealFact,
  DealKind,
  DealParty,
  DealStage,
  DealStatus,
  DealSuggestion,
  TalksFlag,
} from './deal.ts';
import {claimableStage, legalMove} from './legal-move.ts';

/** What an event changed about its deal. */
export type DealChange = 'stage' | 'talks' | 'status' | 'amount' | 'kind' | 'party' | 'tier';

/** One event as the fold took it: where it found the deal and where it left it. */
export type DealStep = {
  readonly event: DealEvent;
  /** Undefined for the first. */
  readonly before: DealStage | undefined;
  readonly after: DealStage;
  readonly status: DealStatus;
  readonly changed: readonly DealChange[];
  /** Taken back by who said it: shown, and of no effect. */
  readonly withdrawn: boolean;
};

/** A deal as it stood at a moment. */
export type DealState = {
  readonly deal: Deal;
  /** What it is by the latest word on that. */
  readonly kind: DealKind;
  readonly from: readonly DealParty[];
  readonly stage: DealStage;
  readonly talks: TalksFlag | undefined;
  readonly status: DealStatus;
  /** The best source so far; undefined where no event says how good its source is. */
  readonly tier: SourceTier | undefined;
  /** The latest amount reported. */
  readonly amount: DealAmount | undefined;
  /** The latest amount of each thing told. */
  readonly facts: readonly DealFact[];
  readonly consideration: readonly Consideration[];
  /** What was known by then, in order of publication; never empty. */
  readonly events: readonly DealEvent[];
  /** What each event did, in the same order. */
  readonly steps: readonly DealStep[];
  /** The newest that was not withdrawn. */
  readonly latest: DealEvent;
  readonly catalysts: readonly Catalyst[];
  /** What may belong to it. */
  readonly suggestions: readonly DealSuggestion[];
};

/** A deal while its events are folded. */
export type DealRun = Pick<
  DealState,
  'kind' | 'from' | 'talks' | 'status' | 'tier' | 'amount' | 'facts' | 'consideration'
> & {
  /** Undefined before the first event. */
  readonly stage: DealStage | undefined;
  readonly deniers: ReadonlySet<string>;
  /** How good the source is that its kind is by: one not as good does not change it. */
  readonly kindTier: SourceTier | undefined;
};

/** Before its first event. */
export const startDeal = ({kind, from}: Deal): DealRun => ({
  kind,
  from,
  stage: undefined,
  talks: undefined,
  status: 'reported',
  tier: undefined,
  amount: undefined,
  facts: [],
  consideration: [],
  deniers: new Set(),
  kindTier: undefined,
});

const SIGNED = new Set<DealStage>(['announced', 'regulatory_review', 'closed', 'terminated']);

const toldAt = (event: DealEvent): number => event.at ?? event.knownAt;
/** The order of the fold: by publication, then by id, so that it never depends on arrival. */
export const byPublication = (a: DealEvent, b: DealEvent): number => toldAt(a) - toldAt(b) || (a.id < b.id ? -1 : 1);

const stageAfter = (before: DealStage | undefined, event: DealEvent): DealStage => {
  const claimed = event.stage === undefined ? undefined : claimableStage(event.stage, event.tier);
  if (before === undefined) return claimed ?? 'rumour';
  const asserted = event.polarity === undefined || event.polarity === 'asserts';
  return asserted && claimed !== undefined && legalMove(before, claimed) ? claimed : before;
};

const statusAfter = (
  running: DealRun,
  stage: DealStage,
  event: DealEvent,
  deniers: ReadonlySet<string>,
): DealStatus => {
  switch (event.polarity ?? 'asserts') {
    case 'declines':
      return running.status;
    case 'denies':
    case 'disputes':
      if (event.speaker === undefined) return running.status;
      return deniers.size > 1 ? 'denied' : 'disputed';
    case 'asserts':
      if (SIGNED.has(stage) && (stage !== running.stage || running.status === 'confirmed')) return 'confirmed';
      if (event.speaker !== undefined && (event.tier ?? 1) >= 4) return 'confirmed';
      return running.status === 'disputed' || running.status === 'denied' ? 'unresolved' : running.status;
  }
};

const withFacts = (facts: readonly DealFact[], told: readonly DealFact[] | undefined): readonly DealFact[] => {
  if (told === undefined || told.length === 0) return facts;
  const of = new Set<AmountOf>(told.map(fact => fact.of));
  return [...facts.filter(fact => !of.has(fact.of)), ...told];
};

const sameAmount = (a: DealAmount | undefined, b: DealAmount | undefined): boolean =>
  a?.value === b?.value && a?.high === b?.high && a?.currency === b?.currency && a?.modifier === b?.modifier;

/** What a file says without naming the quality of its source is taken as stated. */
const STATED: SourceTier = 5;

/** The next event, in order of publication. */
export const applyDealEvent = (running: DealRun, event: DealEvent): DealRun => {
  const stage = stageAfter(running.stage, event);
  const asserted = event.polarity === undefined || event.polarity === 'asserts';
  const speaks = event.speaker !== undefined && (event.polarity === 'denies' || event.polarity === 'disputes');
  const deniers = speaks ? new Set([...running.deniers, event.speaker ?? '']) : running.deniers;
  const status = statusAfter(running, stage, event, deniers);
  const silent = event.polarity === 'declines';
  const tier =
    event.tier === undefined || silent
      ? running.tier
      : (Math.max(event.tier, running.tier ?? event.tier) as SourceTier);
  if (!asserted) return {...running, stage, status, tier, deniers};
  const fresh = (event.parties ?? []).filter(party => running.from.every(one => one.name !== party.name));
  const consideration = (event.consideration ?? []).filter(one => !running.consideration.includes(one));
  const said = event.tier ?? STATED;
  const decides = event.kind !== undefined ? said >= (running.kindTier ?? 1) : running.kindTier === undefined;
  return {
    kind: decides ? (event.kind ?? running.kind) : running.kind,
    kindTier: decides ? said : running.kindTier,
    from: fresh.length === 0 ? running.from : [...running.from, ...fresh],
    stage,
    talks: event.talks ?? (stage === running.stage ? running.talks : undefined),
    status,
    tier,
    amount: event.amount ?? running.amount,
    facts: withFacts(running.facts, event.facts),
    consideration: consideration.length === 0 ? running.consideration : [...running.consideration, ...consideration],
    deniers: status === 'confirmed' ? new Set() : deniers,
  };
};

const changedBy = (before: DealRun, after: DealRun): readonly DealChange[] => {
  const changes: readonly (readonly [DealChange, boolean])[] = [
    ['stage', before.stage !== after.stage],
    ['talks', before.talks !== after.talks],
    ['status', before.status !== after.status],
    ['amount', !sameAmount(before.amount, after.amount)],
    ['kind', before.kind !== after.kind],
    ['party', before.from !== after.from],
    ['tier', before.tier !== after.tier],
  ];
  return changes.filter(([, differs]) => differs).map(([what]) => what);
};

/** The events that no longer count: those whose headline was withdrawn, and the last that a withdrawal's source told before. */
const withdrawnIn = (events: readonly DealEvent[]): ReadonlySet<string> => {
  const gone = new Set<string>();
  events.forEach((event, index) => {
    if (event.withdrawal === undefined) return;
    gone.add(event.id);
    if (event.withdrawal === 'own') return;
    const taken = events
      .slice(0, index)
      .findLast(one => one.source === event.source && one.headlineId !== undefined && !gone.has(one.id));
    if (taken !== undefined) gone.add(taken.id);
  });
  return gone;
};

/** A deal as known at `now`: the fold of its events by then, in order of publication; undefined before the first. */
export const foldDeal = (deal: Deal, now: Instant): DealState | undefined => {
  const events = deal.events.filter(event => event.knownAt <= now).sort(byPublication);
  const newest = events.at(-1);
  if (newest === undefined) return undefined;
  const gone = withdrawnIn(events);
  let running = startDeal(deal);
  const steps: DealStep[] = [];
  for (const event of events) {
    const before = running;
    const withdrawn = gone.has(event.id);
    if (!withdrawn) running = applyDealEvent(before, event);
    steps.push({
      event,
      before: before.stage,
      after: running.stage ?? 'rumour',
      status: running.status,
      changed: withdrawn ? [] : changedBy(before, running),
      withdrawn,
    });
  }
  const {deniers: _, kindTier: __, stage, ...state} = running;
  return {
    ...state,
    deal,
    stage: stage ?? 'rumour',
    events,
    steps,
    latest: events.findLast(event => !gone.has(event.id)) ?? newest,
    catalysts: deal.catalysts.filter(catalyst => catalyst.knownAt <= now),
    suggestions: (deal.suggestions ?? []).filter(({event}) => event.knownAt <= now),
  };
};
