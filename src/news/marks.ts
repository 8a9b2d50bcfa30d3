import type {Attribution} from './attribution.ts';
import type {DateNote} from './dates.ts';
import type {EntityNote} from './entities/entity-note.ts';
import type {EventNote} from './event-kind.ts';
import type {MoneyNote} from './money.ts';
import type {PercentNote} from './percents.ts';
import type {StageNote} from './stage-words.ts';
import type {TextSpan} from './words.ts';

/** What a stretch of the headline is, for the screen to colour; `id` names the company of a party. */
export type Mark = TextSpan & {
  readonly kind: 'party' | 'amount' | 'percent' | 'date' | 'stage' | 'source';
  readonly id?: string;
};

const just = ({from, to}: TextSpan, kind: Mark['kind']): Mark => ({from, to, kind});

/** The marks of a headline in order, never overlapping; parties and figures win over stage words (which keep what is free), those over dates and sources. */
export const marksOf = (notes: {
  readonly entities: readonly EntityNote[];
  readonly money: readonly MoneyNote[];
  readonly percents: readonly PercentNote[];
  readonly dates: readonly DateNote[];
  readonly stages: readonly StageNote[];
  readonly event: EventNote;
  readonly attribution: Attribution;
}): readonly Mark[] => {
  const parties = notes.entities.map(entity =>
    entity.kind === 'outlet' ? just(entity, 'source') : {...just(entity, 'party'), id: entity.id},
  );
  const ranked = [
    ...notes.money.map(note => just(note, 'amount')),
    ...notes.percents.map(note => just(note, 'percent')),
    ...parties,
    ...(notes.event.kind === 'deal' ? notes.stages.map(note => just(note, 'stage')) : []),
    ...notes.dates.map(note => just(note, 'date')),
    ...notes.attribution.cues.map(note => just(note, 'source')),
  ].filter(mark => mark.to > mark.from);
  const taken: Mark[] = [];
  const covered = new Set<number>();
  for (const mark of ranked) {
    let from = mark.from;
    while (from < mark.to && covered.has(from)) from++;
    let to = from;
    while (to < mark.to && !covered.has(to)) covered.add(to++);
    if (to > from && (mark.kind === 'stage' || (from === mark.from && to === mark.to))) taken.push({...mark, from, to});
  }
  return taken.sort((a, b) => a.from - b.from);
};
