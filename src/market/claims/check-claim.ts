import {type Session, sessionOf} from '../../core/calendar.ts';
import {earlier, type Instant} from '../../core/instant.ts';
import type {Ticker} from '../../core/ticker.ts';
import {claimTime} from '../../news/claim-time.ts';
import type {Claim} from '../../news/claims.ts';
import type {BarSeries} from '../bar-series.ts';
import type {PriceAt, Snapshot, WireItem} from '../snapshot.ts';
import type {ClaimCheck, ClaimDoubt, ClaimSession, ClaimSince, TapeMove} from './claim-check.ts';
import {type PriceStep, pricesWithin} from './session-prices.ts';

/** How far the tape may be from a claimed move: 0.3 points, or a tenth of a large one. */
const LEAST_SLACK = 0.003;
const SLACK_SHARE = 0.1;
/** Less than this is no direction: it rounds to 0.00%. */
const STILL = 0.000_05;

/** A claim about a price. */
export type PriceClaim = Extract<Claim, {kind: 'price_move' | 'direction'}>;

/** What a claim is held against: prices of a part of the day, up to the claim, on a base. */
export type ClaimGround = {
  readonly symbol: Ticker;
  readonly session: ClaimSession;
  readonly since: ClaimSince;
  readonly base: number;
  readonly from: Instant;
  readonly to: Instant;
};

/** The headline's words were out then: a claim that a revision brought, from that revision on. */
export const claimedAt = ({headline, firstReceivedAt, earlier: editions}: WireItem, claim: Claim): Instant => {
  const words = headline.headline.slice(claim.from, claim.to);
  const outAt = earlier(headline.at, firstReceivedAt);
  const first = editions.findIndex(({text}) => text.includes(words));
  if (editions.length === 0 || first === 0) return outAt;
  return earlier(editions[first]?.updatedAt ?? headline.updatedAt, headline.receivedAt);
};

type Stretch = Pick<ClaimGround, 'session' | 'since' | 'from' | 'to'>;

/** The part of the day that a claim made at `at` speaks of. */
const stretchOf = ({when}: PriceClaim, session: Session, at: Instant): Stretch | ClaimDoubt => {
  const {preAt, openAt, closeAt, endAt} = session;
  const since = 'previous close';
  if (when === 'longer') return 'over a longer time';
  if (when === 'after_hours') {
    if (at < openAt) return 'another day';
    return at <= closeAt ? 'not begun' : {session: 'post', since: 'close', from: closeAt, to: earlier(at, endAt)};
  }
  if (at <= preAt) return 'not begun';
  if (when === 'pre_market' || at < openAt) return {session: 'pre', since, from: preAt, to: earlier(at, openAt)};
  if (at <= closeAt) return {session: 'regular', since, from: openAt, to: at};
  return {session: 'day', since, from: openAt, to: earlier(at, endAt)};
};

/** Whose price a claim is about; undefined where it names nobody with one. */
const symbolOf = ({notes}: WireItem, {about}: PriceClaim): Ticker | undefined =>
  notes.companies.find(({id}) => id === about)?.ticker;

/** What a claim is to be held against, or why it cannot be. */
export const groundOf = (snapshot: Snapshot, item: WireItem, claim: PriceClaim): ClaimGround | ClaimDoubt => {
  const {file, figures} = snapshot;
  const symbol = symbolOf(item, claim);
  if (symbol === undefined) return 'no name';
  const {symbols, benchmark, date} = file.day;
  if (!symbols.includes(symbol) && symbol !== benchmark) return 'not watched';
  const session = sessionOf(date);
  const {ahead, on} = claimTime(claim, item.notes, item.headline.headline);
  if (ahead || (on !== undefined && on > date)) return 'still to come';
  if (session === undefined || (on !== undefined && on < date)) return 'another day';
  const at = earlier(claimedAt(item, claim), snapshot.clock.now);
  const stretch = stretchOf(claim, session, at);
  if (typeof stretch === 'string') return stretch;
  const known = figures.get(symbol);
  const base = stretch.since === 'close' ? known?.close : (known?.previousClose ?? file.previousCloses.get(symbol));
  return base === undefined ? 'no previous close' : {...stretch, symbol, base};
};

/** Where a step came nearest to a price. */
const nearestIn = ({from, to}: PriceStep, price: number): number =>
  Math.min(Math.max(from, to), Math.max(Math.min(from, to), price));

const nearestMove = (steps: readonly PriceStep[], base: number, claimed: number): TapeMove | undefined => {
  const wanted = base * (1 + claimed);
  let best: PriceAt | undefined;
  for (const step of steps) {
    const price = nearestIn(step, wanted);
    if (best === undefined || Math.abs(price - wanted) < Math.abs(best.price - wanted)) best = {price, at: step.at};
  }
  return best === undefined ? undefined : {move: best.price / base - 1, at: best.at};
};

const lastMove = (steps: readonly PriceStep[], base: number): TapeMove | undefined => {
  const last = steps.at(-1);
  return last === undefined ? undefined : {move: last.to / base - 1, at: last.at};
};

const bears = (claim: PriceClaim, move: number): boolean => {
  if (claim.kind === 'price_move')
    return Math.abs(move - claim.move) <= Math.max(LEAST_SLACK, Math.abs(claim.move) * SLACK_SHARE);
  return claim.sign === 0 ? Math.abs(move) <= LEAST_SLACK : move * claim.sign >= STILL;
};

/** Whether the tape bears a claim out: a figure at any moment of its session before it, a direction at the last one. */
export const checkClaim = (claim: PriceClaim, ground: ClaimGround, series: BarSeries | undefined): ClaimCheck => {
  const {symbol, session, since, base, from, to} = ground;
  const steps = pricesWithin(series, from, to);
  const tape = claim.kind === 'price_move' ? nearestMove(steps, base, claim.move) : lastMove(steps, base);
  if (tape === undefined) return {status: 'unverifiable', why: 'no prints'};
  return {status: bears(claim, tape.move) ? 'supported' : 'contradicted', symbol, session, since, base, tape};
};
