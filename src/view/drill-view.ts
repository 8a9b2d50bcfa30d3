import type {Instant} from '../core/instant.ts';
import type {Snapshot, WireItem} from '../market/snapshot.ts';
import type {Body} from '../news/body/body.ts';
import type {Mark} from '../news/marks.ts';
import {bodyOf} from './body-of.ts';
import {dealsView} from './deals-view.ts';
import {marginNotes, type RevisionNote, revisionNotes, storyNotes} from './drill-notes.ts';
import {DRILL_HORIZONS, type DrillReaction, drillReactions} from './drill-reactions.ts';
import {formatClock, formatDate, UNKNOWN} from './format.ts';
import {lastTimes} from './last-times.ts';
import type {MarginNote} from './margin-note.ts';
import {afterMoveNotes, moveNotes} from './move-notes.ts';
import type {UiState} from './ui-state.ts';
import {movesBefore, shownMoves} from './wire-items.ts';
import {placeOf, tellingsInTime, wireList} from './wire-list.ts';
import {stateWords} from './wire-view.ts';

/** One headline in full, every figure written out. */
export type DrillView = {
  readonly item: WireItem;
  readonly place: string;
  readonly headline: string;
  readonly marks: readonly Mark[];
  /** `update amount`, `corrected`, `withdrawn`, `rev 1`, or ''. */
  readonly state: string;
  readonly revisions: readonly RevisionNote[];
  readonly notes: readonly MarginNote[];
  readonly story: readonly MarginNote[];
  readonly facts: readonly {readonly name: string; readonly value: string}[];
  readonly summary: string;
  readonly body: Body;
  readonly horizons: readonly string[];
  readonly reactions: readonly DrillReaction[];
  /** What happened the last times: the steps of its deal before it, and others of its kind on its name. */
  readonly lastTimes: readonly {readonly name: string; readonly value: string}[];
  /** The deal that this headline is part of, as `parties · stage · amount`. */
  readonly deal: string | undefined;
};

const stampWords = (at: Instant): string => `${formatDate(at)} ${formatClock(at)} ET`;

const dealOf = (snapshot: Snapshot, ui: UiState, id: string): string | undefined => {
  for (const card of dealsView(snapshot, {...ui, headlineId: id, dealsFilter: ''}).cards) {
    const event = card.events.find(row => row.selected);
    if (event !== undefined) return [card.parties, event.stage, event.amount].filter(part => part !== '').join(' · ');
  }
  return undefined;
};

/** The selected headline in full, or undefined when there is none. */
export const drillView = (snapshot: Snapshot, ui: UiState): DrillView | undefined => {
  const list = wireList(snapshot, ui);
  const inTime = tellingsInTime(list);
  const place = inTime.findIndex(({headline: {id}}) => id === ui.headlineId);
  const item = inTime[place];
  if (item === undefined) return undefined;
  const {headline} = item;
  const facts = [
    {name: 'source', value: [headline.source, headline.author].filter(part => part !== '').join(' · ')},
    {name: item.move === undefined ? 'published' : 'ended', value: stampWords(headline.at)},
    {name: item.move === undefined ? 'received' : 'known', value: stampWords(item.firstReceivedAt)},
    {name: 'updated', value: item.revision === 0 ? '' : stampWords(headline.updatedAt)},
    {name: 'symbols', value: headline.symbols.join(' ') || UNKNOWN},
    {name: 'link', value: headline.url},
  ];
  return {
    item,
    place: `${place + 1} of ${inTime.length}`,
    headline: headline.headline,
    marks: item.notes.marks,
    state: stateWords(item),
    revisions: revisionNotes(item),
    notes: item.move === undefined ? marginNotes(snapshot, item) : moveNotes(snapshot, item.move),
    story:
      item.move === undefined
        ? [
            ...storyNotes(item, list[placeOf(list, ui.headlineId)]?.tellings ?? []),
            ...afterMoveNotes(movesBefore(shownMoves(snapshot, ui)).get(headline.id)),
          ]
        : [],
    facts: facts.filter(fact => fact.value !== ''),
    summary: headline.summary,
    body: bodyOf(headline),
    horizons: DRILL_HORIZONS,
    reactions: drillReactions(snapshot, ui, item),
    lastTimes: lastTimes(snapshot, ui, item),
    deal: dealOf(snapshot, ui, headline.id),
  };
};
