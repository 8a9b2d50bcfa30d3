import type {GlyphSet} from '../chart/glyph-set.ts';
import {MOVE_NUMBER, markerSign} from '../chart/markers.ts';
import type {Instant} from '../core/instant.ts';
import {type TradingDate, tradingDateAt} from '../core/new-york.ts';
import {isContradicted} from '../market/claims/claim-checks.ts';
import type {Move} from '../market/moves/move.ts';
import {type HorizonName, PRIMARY} from '../market/reactions/horizons.ts';
import type {Snapshot, WireItem} from '../market/snapshot.ts';
import type {Mark} from '../news/marks.ts';
import type {Stance} from '../news/stance/stance-note.ts';
import {unseenAlerts} from './alert-log.ts';
import {markerNumbers} from './chart-markers.ts';
import {emptyWords} from './empty-words.ts';
import {formatClock, formatElapsed, formatPercent, formatTime} from './format.ts';
import {afterMoveWords, moveRowWords} from './move-words.ts';
import {RELATION_WORDS} from './note-words.ts';
import {
  benchmarkWord,
  headlineReaction,
  horizonCell,
  moveSince,
  NOT_KNOWN,
  type ReactionCell,
  readingAt,
  sigmaCell,
  watchedSymbol,
} from './reactions.ts';
import type {UiState} from './ui-state.ts';
import {movesBefore, shownMoves} from './wire-items.ts';
import {isUnread, placeOf, type StoryLine, wireList, wireTop} from './wire-list.ts';

/** A name that a headline is about, and what it means for it where that can be told. */
export type TickerNote = {readonly symbol: string; readonly stance: Stance | undefined};

/** One story on the wire, its figures written out. */
export type WireRow = {
  readonly id: string;
  readonly selected: boolean;
  readonly unread: boolean;
  /** When it came to its place, which is the moment that its reactions count from; on another day, that day. */
  readonly time: string;
  /** Its number on the chart, when the chart shows it. */
  readonly sign: string;
  /** Those that the text names first, of these the watched ones. */
  readonly tickers: readonly TickerNote[];
  /** `update amount`, `corrected`, `withdrawn`, `rev 1`, or ''. */
  readonly state: string;
  /** An alert on it fired, and nobody has looked yet. */
  readonly alerted: boolean;
  /** The tape contradicts a price that it claims. */
  readonly contradicted: boolean;
  /** True when what was said before no longer holds. */
  readonly amended: boolean;
  /** `×4 +0:41`: told four times so far, last 41 seconds after the first; '' for a story told once. */
  readonly tellings: string;
  /** 0 … 100 of what it says now. */
  readonly novelty: string;
  readonly text: string;
  readonly marks: readonly Mark[];
  readonly reactions: readonly ReactionCell[];
  /** The calibrated t after fifteen minutes. */
  readonly sigma: ReactionCell;
  /** `since 08:04`, when the reaction counts from an earlier telling than the row's time. */
  readonly since: string;
  /** `AMZN +4.1% since 08:04`: where an update has the row, how far the name stands from where its story found it. */
  readonly story: string;
  /** `6 min after the move of AMZN`; '' for what came after none. */
  readonly link: string;
};

export type WireView = {
  /** Stories that pass the filter, and moves that no headline explains. */
  readonly count: number;
  readonly moves: number;
  readonly unread: number;
  readonly filter: string;
  /** Unread stories above the first row shown. */
  readonly newAbove: number;
  readonly rows: readonly WireRow[];
  readonly emptyWords: string;
  /** Headlines that the wire has let go, oldest first, since it holds no more. */
  readonly letGo: number;
  /** What the figures are: `return`, or `vs QQQ`. */
  readonly measure: string;
  /** False while the largest reactions stand first. */
  readonly byTime: boolean;
};

/** The horizons that have a column. */
export const WIRE_HORIZONS: readonly HorizonName[] = ['+1m', '+5m', '+30m'];

/** A headline that begins so says it itself. */
const SAYS_IT = /^\W*(?:correct|withdraw|retract)/i;

/** What kind of telling it is, where it is not simply the first: `update amount stage`, `corrected`, `rev 1`. */
export const stateWords = ({story, revision, headline}: WireItem): string => {
  const {relation, changed} = story;
  if (relation === 'update') return [RELATION_WORDS.update, ...changed].join(' ');
  if (relation === 'correction' || relation === 'withdrawal')
    return SAYS_IT.test(headline.headline) ? '' : RELATION_WORDS[relation];
  return revision === 0 ? '' : `rev ${revision}`;
};

/** `09:41:07`, or `12-23` for what came on another day: last night's time must not read as tonight's. */
const timeWords = (at: Instant, today: TradingDate): string => {
  const date = tradingDateAt(at);
  return date === today ? formatClock(at) : date.slice(5);
};

/** What kind of telling it is, and when it was revised, which its row's time is not: `corrected 08:19`, `rev 08:19`. */
const rowStateWords = (item: WireItem, today: TradingDate): string => {
  const {revision, headline} = item;
  if (revision === 0) return stateWords(item);
  const date = tradingDateAt(headline.updatedAt);
  return `${stateWords(item) || 'rev'} ${date === today ? formatTime(headline.updatedAt) : date.slice(5)}`;
};

const tellingsWords = ({tellings}: StoryLine): string =>
  tellings.length < 2 ? '' : `×${tellings.length} ${formatElapsed(tellings.at(-1)?.story.lag)}`;

/**
 * The listed names of a headline: those that its text names, the watched first, then what the feed adds. A move of the tape
 * takes no stance.
 */
export const tickerNotes = ({notes, headline, move}: WireItem, watched: readonly string[]): readonly TickerNote[] => {
  const known = notes.companies.flatMap(({ticker, mentions, stance}) =>
    ticker === undefined
      ? []
      : [{symbol: ticker, stance: move === undefined ? stance.stance : undefined, named: mentions.length > 0}],
  );
  const rest = headline.symbols
    .filter(symbol => !known.some(one => one.symbol === symbol))
    .map(symbol => ({symbol, stance: undefined, named: false}));
  const rank = ({symbol, named}: {symbol: string; named: boolean}): number =>
    (named ? 0 : 2) + (watched.includes(symbol) ? 0 : 1);
  return [...known, ...rest].sort((a, b) => rank(a) - rank(b)).map(({symbol, stance}) => ({symbol, stance}));
};

/** What the name did since its story was first told today, where the row's own figures begin later. */
const storyMove = (snapshot: Snapshot, ui: UiState, {anchor, tellings}: StoryLine, ownStart: Instant): string => {
  const [first] = tellings;
  if (first === undefined || first === anchor) return '';
  const startAt = headlineReaction(snapshot, ui, first)?.start.at;
  if (startAt === undefined || startAt >= ownStart || tradingDateAt(startAt) !== tradingDateAt(ownStart)) return '';
  const move = moveSince(snapshot, ui, first);
  return move === undefined
    ? ''
    : `${watchedSymbol(snapshot, first) ?? ''} ${formatPercent(move, 1)} since ${formatTime(startAt)}`;
};

/** The reaction's cells of a row; the moment that they count from, when the row does not say it. */
const reactionOf = (
  snapshot: Snapshot,
  ui: UiState,
  line: StoryLine,
): Pick<WireRow, 'reactions' | 'sigma' | 'since' | 'story'> => {
  const {anchor} = line;
  const reaction = headlineReaction(snapshot, ui, anchor);
  if (reaction === undefined)
    return {reactions: WIRE_HORIZONS.map(() => NOT_KNOWN), sigma: NOT_KNOWN, since: '', story: ''};
  const {start} = reaction;
  return {
    reactions: WIRE_HORIZONS.map(name => horizonCell(readingAt(reaction, name), ui.reactionKind)),
    sigma: sigmaCell(readingAt(reaction, PRIMARY)),
    since: start.headlineId === anchor.headline.id ? '' : `since ${formatTime(start.at)}`,
    story: storyMove(snapshot, ui, line, start.at),
  };
};

/** How long after a move a story was told; '' when it was after none. */
const linkWords = ({tellings}: StoryLine, before: ReadonlyMap<string, Move>): string => {
  const move = tellings.map(({headline}) => before.get(headline.id)).find(found => found !== undefined);
  return move === undefined ? '' : afterMoveWords(move);
};

const textOf = ({headline, move}: WireItem): string => (move === undefined ? headline.headline : moveRowWords(move));

/** The part of the wire that `rows` rows show. */
export const wireView = (snapshot: Snapshot, ui: UiState, rows: number, glyphs: GlyphSet = 'unicode'): WireView => {
  const list = wireList(snapshot, ui);
  const top = wireTop(list, ui, rows);
  const numbers = markerNumbers(snapshot);
  const selected = placeOf(list, ui.headlineId);
  const alerted = new Set(unseenAlerts(ui.alertLog).map(entry => entry.headline?.id));
  const today = tradingDateAt(snapshot.clock.now);
  const before = movesBefore(shownMoves(snapshot, ui));
  return {
    count: list.filter(({lead}) => lead.move === undefined).length,
    moves: list.filter(({lead}) => lead.move !== undefined).length,
    unread: list.filter(({newest}) => isUnread(newest, ui)).length,
    filter: ui.filter,
    letGo: snapshot.wireLetGo,
    measure: ui.reactionKind === 'return' ? 'return' : `vs ${benchmarkWord(snapshot)}`,
    byTime: ui.wireOrder === 'time',
    newAbove: list.slice(0, top).filter(({newest}) => isUnread(newest, ui)).length,
    emptyWords: emptyWords(snapshot, ui.filter === '' ? 'no headline yet' : 'nothing passes · Esc clears the filter'),
    rows: list.slice(top, top + Math.max(0, rows)).map((line, index): WireRow => {
      const {headline, story, notes} = line.lead;
      const number = line.lead.move === undefined ? numbers.get(story.id) : MOVE_NUMBER;
      return {
        id: headline.id,
        selected: top + index === selected,
        unread: isUnread(line.newest, ui),
        time: timeWords(line.anchor.headline.at, today),
        sign: number === undefined ? '' : markerSign(number, glyphs),
        tickers: tickerNotes(line.lead, snapshot.file.day.symbols),
        state: rowStateWords(line.lead, today),
        alerted: line.tellings.some(telling => alerted.has(telling.headline.id)),
        contradicted: isContradicted(snapshot, line.lead),
        amended: story.relation === 'correction' || story.relation === 'withdrawal' || line.lead.revision > 0,
        tellings: tellingsWords(line),
        novelty: String(story.novelty),
        text: textOf(line.lead),
        marks: notes.marks,
        ...reactionOf(snapshot, ui, line),
        link: linkWords(line, before),
      };
    }),
  };
};
