import {formatInstant, SECOND} from '../core/instant.ts';
import type {ClaimDoubt, ClaimSession, ClaimSince} from '../market/claims/claim-check.ts';
import {type CheckedClaim, claimChecks} from '../market/claims/claim-checks.ts';
import type {Move} from '../market/moves/move.ts';
import type {Snapshot, WireItem} from '../market/snapshot.ts';
import type {Claim} from '../news/claims.ts';
import {NOTES_VERSION, type Notes} from '../news/notes.ts';
import type {StoryLine} from './wire-list.ts';

/** What the tape says of a claim, by nothing that was printed after it; moves are fractions. */
export type ClaimRecord = Claim & {
  readonly check:
    | {
        readonly status: 'supported' | 'contradicted';
        readonly symbol: string;
        readonly session: ClaimSession;
        readonly since: ClaimSince;
        readonly base: number;
        /** The move of the tape nearest to the one claimed, the last before it for a direction. */
        readonly tapeMove: number;
        readonly tapeAt: string;
      }
    | {readonly status: 'unverifiable'; readonly why: ClaimDoubt};
};

/** One headline as data for other programs: stamps are UTC, ISO 8601; spans count UTF-16 units of `headline`. */
export type WireRecord = {
  readonly kind: 'headline';
  readonly id: string;
  readonly publishedAt: string;
  readonly receivedAt: string;
  readonly updatedAt: string;
  /** 0 for one never revised; `earlier` holds the wordings before, oldest first. */
  readonly revision: number;
  readonly earlier: readonly {readonly text: string; readonly updatedAt: string}[];
  readonly source: string;
  readonly author: string;
  readonly url: string;
  readonly symbols: readonly string[];
  readonly headline: string;
  readonly summary: string;
  readonly story: {
    readonly id: string;
    readonly firstSource: string;
    readonly relation: string;
    readonly changed: readonly string[];
    readonly lagSeconds: number;
    readonly novelty: number;
    readonly why: string;
  };
  readonly notes: Notes;
  /** What the headline claims that can be held against the tape or a filing: shares and moves are fractions. */
  readonly claims: readonly ClaimRecord[];
};

/** The stories in order of what they say now, the newest last. */
export type StoryRecord = {
  readonly id: string;
  readonly firstSource: string;
  /** The headline that tells what the story says now. */
  readonly lead: string;
  readonly withdrawn: boolean;
  /** Oldest first. */
  readonly headlines: readonly string[];
};

/** A move that no headline explains; what is not known is null. */
export type MoveRecord = {
  readonly kind: 'move';
  readonly id: string;
  readonly symbol: string;
  readonly from: string;
  readonly to: string;
  readonly knownAt: string;
  /** A fraction. */
  readonly return: number;
  /** The calibrated t of its abnormal return. */
  readonly t: number;
  /** The return over local volatility, Lee and Mykland's L. */
  readonly statistic: number;
  readonly volumeMultiple: number | null;
  /** A headline on another name told shortly before it began or within it, and when. */
  readonly near: {readonly headline: string; readonly symbol: string; readonly toldAt: string} | null;
  /** The first headline on the name that was received once the move was known, and how long after its end that was told. */
  readonly followedBy: {readonly headline: string; readonly lagSeconds: number} | null;
};

export type WireRecords = {
  readonly notesVersion: number;
  readonly stories: readonly StoryRecord[];
  /** Oldest first by publication. */
  readonly headlines: readonly WireRecord[];
  /** Oldest first. */
  readonly moves: readonly MoveRecord[];
};

const claimRecord = ({claim, check}: CheckedClaim): ClaimRecord => {
  if (check.status === 'unverifiable') return {...claim, check};
  const {tape, ...held} = check;
  return {...claim, check: {...held, tapeMove: tape.move, tapeAt: formatInstant(tape.at)}};
};

/** One headline as data. */
export const wireRecord = (snapshot: Snapshot, item: WireItem): WireRecord => {
  const {headline, firstReceivedAt, revision, earlier, notes, story} = item;
  return {
    kind: 'headline',
    id: headline.id,
    publishedAt: formatInstant(headline.at),
    receivedAt: formatInstant(firstReceivedAt),
    updatedAt: formatInstant(headline.updatedAt),
    revision,
    earlier: earlier.map(({text, updatedAt}) => ({text, updatedAt: formatInstant(updatedAt)})),
    source: headline.source,
    author: headline.author,
    url: headline.url,
    symbols: headline.symbols,
    headline: headline.headline,
    summary: headline.summary,
    story: {
      id: story.id,
      firstSource: story.firstSource,
      relation: story.relation,
      changed: story.changed,
      lagSeconds: story.lag / SECOND,
      novelty: story.novelty,
      why: story.why,
    },
    notes,
    claims: claimChecks(snapshot, item).map(claimRecord),
  };
};

const moveRecord = (move: Move): MoveRecord => {
  const {id, symbol, from, to, knownAt, return: moved, t, statistic, volume, near, followedBy} = move;
  return {
    kind: 'move',
    id,
    symbol,
    from: formatInstant(from),
    to: formatInstant(to),
    knownAt: formatInstant(knownAt),
    return: moved,
    t,
    statistic,
    volumeMultiple: volume.status === 'ok' ? volume.value : null,
    near:
      near === undefined ? null : {headline: near.headlineId, symbol: near.symbol, toldAt: formatInstant(near.toldAt)},
    followedBy:
      followedBy === undefined ? null : {headline: followedBy.headlineId, lagSeconds: followedBy.lag / SECOND},
  };
};

/** The wire as data. `tellings` are oldest first, `lines` newest first; both with the moves among them. */
export const wireRecords = (
  snapshot: Snapshot,
  lines: readonly StoryLine[],
  tellings: readonly WireItem[],
): WireRecords => ({
  notesVersion: NOTES_VERSION,
  stories: lines
    .filter(({lead}) => lead.move === undefined)
    .toReversed()
    .map(({lead: {headline, story}, tellings: all}) => ({
      id: story.id,
      firstSource: story.firstSource,
      lead: headline.id,
      withdrawn: all.at(-1)?.story.relation === 'withdrawal',
      headlines: all.map(one => one.headline.id),
    })),
  headlines: tellings.filter(({move}) => move === undefined).map(item => wireRecord(snapshot, item)),
  moves: tellings.flatMap(({move}) => (move === undefined ? [] : [moveRecord(move)])),
});
