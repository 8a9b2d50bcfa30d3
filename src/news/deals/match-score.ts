import {DAY, type Instant} from '../../core/instant.ts';
import type {DealAmount, DealKind, DealStage} from './deal.ts';
import type {DealTelling} from './deal-telling.ts';
import {mainAmount} from './facts-told.ts';

/** Of a deal what a telling is held against. */
export type DealFace = {
  readonly from: ReadonlySet<string>;
  readonly to: string;
  readonly kind: DealKind;
  readonly amount: DealAmount | undefined;
  readonly stage: DealStage;
  /** When something was last told of it. */
  readonly lastAt: Instant;
};

type Family = 'equity' | 'takeover' | 'contract' | 'other';
/** Kinds that reports mistake for one another. A licence is taken for a purchase as often as for a contract. */
const FAMILIES: Readonly<Record<DealKind, readonly Family[]>> = {
  minority_stake: ['equity'],
  majority_stake: ['equity', 'takeover'],
  financing: ['equity'],
  acquisition: ['takeover'],
  merger: ['takeover'],
  asset_sale: ['takeover'],
  licence: ['takeover', 'contract'],
  commercial_contract: ['contract'],
  joint_venture: ['contract'],
  spin_off: ['other'],
};
const ALIKE = 0.6;
const UNKNOWN = 0.5;
const SYMMETRIC = new Set<DealKind>(['merger', 'joint_venture', 'commercial_contract', 'licence']);
const BEFORE_CLOSING = new Set<DealStage>(['rumour', 'talks', 'term_sheet', 'announced']);

/** 1 with both principals, .9 where one of the two names further givers, .55 with one of them and nobody else; undefined is a veto. */
const partyScore = (telling: DealTelling, deal: DealFace): number | undefined => {
  const {from, to, kind} = telling;
  const named = telling.all.map(({id}) => id);
  const isGiver = (id: string): boolean => deal.from.has(id);
  const givers = named.filter(isGiver);
  const hasTarget = named.includes(deal.to);
  const directed = (kind === undefined || !SYMMETRIC.has(kind)) && !SYMMETRIC.has(deal.kind);
  const turned =
    (to !== undefined && isGiver(to.id) && to.id !== deal.to) || from.some(({id}) => id === deal.to && !isGiver(id));
  if (directed && turned && (to !== undefined || from.length > 0)) return undefined;
  const others = named.filter(id => id !== deal.to && !isGiver(id));
  if (hasTarget && (givers.length > 0 || (deal.from.size === 0 && others.length === 0)))
    return others.length === 0 && givers.length === deal.from.size ? 1 : 0.9;
  return others.length === 0 && (hasTarget || givers.length > 0) ? 0.55 : undefined;
};

/** Whether reports mistake one kind for the other. */
const alikeKinds = (a: DealKind, b: DealKind): boolean => FAMILIES[a].some(family => FAMILIES[b].includes(family));

/** The kinds that reports mistake for this one, itself among them. */
export const kindsLike = (kind: DealKind): readonly string[] =>
  Object.entries(FAMILIES).flatMap(([like, families]) =>
    families.some(family => FAMILIES[kind].includes(family)) ? like : [],
  );

const kindScore = (told: DealKind | undefined, kind: DealKind): number | undefined => {
  if (told === undefined) return UNKNOWN;
  if (told === kind) return 1;
  return alikeKinds(told, kind) ? ALIKE : undefined;
};

const amountScore = (told: DealAmount | undefined, known: DealAmount | undefined): number => {
  if (told === undefined || known === undefined || told.currency !== known.currency) return UNKNOWN;
  const [a, b] = [told.high ?? told.value, known.high ?? known.value];
  const ratio = Math.min(a, b) / Math.max(a, b, 1);
  return ratio >= 0.98 ? 1 : ratio;
};

/** Whether the telling is of a further deal: what is closed is final. */
const isOver = ({stage}: DealTelling, deal: DealFace, at: Instant): boolean =>
  deal.stage === 'closed' && stage !== undefined && BEFORE_CLOSING.has(stage) && at - deal.lastAt > 3 * DAY;

/**
 * How well a telling of `at` fits a deal, 0 … 1: .45 parties, .25 kind, .15 amount, .15 recency (exp(−days/60)). Undefined
 * where it cannot be the same deal: other parties, turned roles, another sort of deal.
 */
export const matchScore = (telling: DealTelling, deal: DealFace, at: Instant): number | undefined => {
  const party = partyScore(telling, deal);
  const kind = kindScore(telling.kind, deal.kind);
  if (party === undefined || kind === undefined || isOver(telling, deal, at)) return undefined;
  const amount = amountScore(mainAmount(telling.kind ?? deal.kind, telling.facts), deal.amount);
  const days = Math.max(0, at - deal.lastAt) / DAY;
  return 0.45 * party + 0.25 * kind + 0.15 * amount + 0.15 * Math.exp(-days / 60);
};
