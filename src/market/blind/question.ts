import {between, type Instant, MINUTE, minutes, plus} from '../../core/instant.ts';
import type {Ticker} from '../../core/ticker.ts';
import type {CompanyNote} from '../../news/entities/entity-note.ts';
import type {Stance} from '../../news/stance/stance-note.ts';
import type {ReactionBook} from '../reactions/reactions-of.ts';
import type {DayFile, WireItem} from '../snapshot.ts';
import type {Direction, Question} from './call.ts';

/** What a call is about: the primary horizon. */
export const CALL_SPAN = minutes(15);
/** A headline that was published longer before it was known has moved the price already. */
const LATEST = MINUTE;

const STANCES: Readonly<Record<Stance, Direction>> = {positive: 'up', negative: 'down', neutral: 'none'};

const byRelevance = (a: CompanyNote, b: CompanyNote): number => b.relevance - a.relevance;

/** The watched name that a headline is about first: the most relevant in its text, else the first that its feed names. */
const primaryOf = ({headline, notes}: WireItem, {day}: DayFile): Ticker | undefined => {
  const watched = (symbol: Ticker | undefined): symbol is Ticker =>
    symbol !== undefined && day.symbols.includes(symbol);
  const told = notes.companies
    .filter(({mentions}) => mentions.length > 0)
    .toSorted(byRelevance)
    .map(({ticker}) => ticker)
    .find(watched);
  return told ?? headline.symbols.find(watched);
};

const stanceOn = ({notes}: WireItem, symbol: Ticker): Direction => {
  const stance = notes.companies.find(({ticker}) => ticker === symbol)?.stance.stance;
  return stance === undefined ? 'none' : STANCES[stance];
};

/**
 * The call that a headline asks for when it becomes known; undefined for one that none can be scored of: what repeats or
 * corrects a story, what names nobody on the screen, what came late, or so soon after another that neither stands alone.
 */
export const questionOf = (item: WireItem, file: DayFile, book: ReactionBook): Question | undefined => {
  const {headline, firstReceivedAt, story, revision} = item;
  if (revision > 0 || (story.relation !== 'first' && story.relation !== 'update')) return undefined;
  const symbol = primaryOf(item, file);
  if (symbol === undefined) return undefined;
  const {start, confounders, verdict} = book.of(item, symbol);
  if (start.headlineId !== headline.id || between(start.at, firstReceivedAt) > LATEST) return undefined;
  if (confounders.length > 0 || verdict.kind !== 'pending') return undefined;
  return {
    headlineId: headline.id,
    text: headline.headline,
    symbol,
    askedAt: firstReceivedAt,
    stance: stanceOn(item, symbol),
  };
};

/** The smallest move over the call's span that could be told from nothing, as known when it is asked; a fraction. */
export const noiseAt = (item: WireItem, symbol: Ticker, book: ReactionBook): number | undefined => {
  const from: Instant = book.of(item, symbol).start.at;
  return book.band(item, symbol, plus(from, CALL_SPAN));
};
