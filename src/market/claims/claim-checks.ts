import {type Claim, claimsIn} from '../../news/claims.ts';
import type {BarSeries} from '../bar-series.ts';
import {firstDifference, NEVER} from '../reactions/series-difference.ts';
import type {Snapshot, WireItem} from '../snapshot.ts';
import {type ClaimGround, checkClaim, groundOf} from './check-claim.ts';
import type {ClaimCheck} from './claim-check.ts';

/** A claim of a headline, and what the tape says of it. */
export type CheckedClaim = {readonly claim: Claim; readonly check: ClaimCheck};

/** What a claim was held against last time. */
type Held = {readonly ground: ClaimGround; series: BarSeries | undefined; readonly checked: CheckedClaim};
type Kept = {readonly claims: readonly Claim[]; readonly held: Map<Claim, Held>};

/** Days are told apart: the claims of one headline are held against each tape that carries it. */
const kept = new WeakMap<Snapshot['file'], WeakMap<WireItem, Kept>>();

const sameGround = (a: ClaimGround, b: ClaimGround): boolean =>
  a.base === b.base && a.from === b.from && a.to === b.to && a.symbol === b.symbol;

const heldAgainst = (snapshot: Snapshot, item: WireItem, claim: Claim, held: Map<Claim, Held>): CheckedClaim => {
  if (claim.kind !== 'price_move' && claim.kind !== 'direction')
    return {claim, check: {status: 'unverifiable', why: 'not on the tape'}};
  const ground = groundOf(snapshot, item, claim);
  if (typeof ground === 'string') return {claim, check: {status: 'unverifiable', why: ground}};
  const series = snapshot.bars.get(ground.symbol);
  const last = held.get(claim);
  if (
    last !== undefined &&
    sameGround(last.ground, ground) &&
    firstDifference(last.series, series, ground.to) === NEVER
  ) {
    last.series = series;
    return last.checked;
  }
  const checked = {claim, check: checkClaim(claim, ground, series)};
  held.set(claim, {ground, series, checked});
  return checked;
};

/** A headline's claims in the order of its text, each with what the tape says of it so far; prices are read once. */
export const claimChecks = (snapshot: Snapshot, item: WireItem): readonly CheckedClaim[] => {
  if (item.move !== undefined) return [];
  const ofDay = kept.get(snapshot.file) ?? new WeakMap<WireItem, Kept>();
  kept.set(snapshot.file, ofDay);
  const known = ofDay.get(item) ?? {claims: claimsIn(item.notes, item.headline.headline), held: new Map<Claim, Held>()};
  ofDay.set(item, known);
  return known.claims.map(claim => heldAgainst(snapshot, item, claim, known.held));
};

/** Whether the tape contradicts anything that a headline claims. */
export const isContradicted = (snapshot: Snapshot, item: WireItem): boolean =>
  claimChecks(snapshot, item).some(({check}) => check.status === 'contradicted');
