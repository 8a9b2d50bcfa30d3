import {markerSign} from '../../chart/markers.ts';
import {HORIZONS} from '../../market/reactions/horizons.ts';
import type {StudyEvent, StudyRow} from '../../market/study/study-event.ts';
import {markerNumbers} from '../chart-markers.ts';
import {drillReaction} from '../drill-reactions.ts';
import {earlierWords} from '../earlier-words.ts';
import {formatClock, formatDate, formatProbability} from '../format.ts';
import {spelled, stanceSign, VOICE_WORDS} from '../note-words.ts';
import {wrapWords} from '../wrap-words.ts';
import {earlierOfEvent, type StudyScope} from './study-scope.ts';
import {left, right} from './study-table.ts';
import {CLOCK_WORDS, heldAgainstWords, stanceFor} from './study-words.ts';

const WIDTH = 120;
const NAME_WIDTH = 16;
const CELL_WIDTH = 10;

const fact = (name: string, value: string): readonly string[] =>
  wrapWords(value, WIDTH - NAME_WIDTH).map(
    (line, index) => `${left(index === 0 ? `  ${name}` : '', NAME_WIDTH)}${line}`,
  );

/** p of a name's test and what it is beside all the others, in words. */
export const probabilityWords = ({p, adjustedP}: StudyRow, tests: number): string =>
  p === undefined ? 'no test was made' : `${formatProbability(p)}, ${formatProbability(adjustedP)} over ${tests} tests`;

const nameLines = (event: StudyEvent, row: StudyRow, {snapshot, study, horizons}: StudyScope): readonly string[] => {
  const {reaction, named} = row;
  const said = drillReaction(snapshot, named, reaction);
  const shown = horizons.map(name => HORIZONS.findIndex(horizon => horizon.name === name));
  const lines = [{name: '', cells: HORIZONS.map(({name}) => ({text: name as string}))}, ...said.rows];
  return [
    '',
    ...wrapWords(
      `${reaction.symbol}${stanceSign(stanceFor(event.item, reaction.symbol))}  ${said.verdict}: ${said.words}`,
      WIDTH,
    ),
    ...lines.map(({name, cells}) =>
      `${left(`  ${name}`, NAME_WIDTH)}${shown.map(index => right(cells[index]?.text ?? '', CELL_WIDTH)).join('')}`.trimEnd(),
    ),
    ...fact('held against', heldAgainstWords(reaction)),
    ...fact('p', probabilityWords(row, study.tests)),
    ...said.facts
      .filter(({name}) => name !== 'usual' && name !== 'counted')
      .flatMap(({name, value}) => fact(name, value)),
    ...(said.badge === '' ? [] : fact('', said.badge)),
  ];
};

/** One headline in full, in lines of 120 columns: its moment, then each name with every figure and where it came from. */
export const studyCard = (event: StudyEvent, scope: StudyScope): readonly string[] => {
  const {item, alike, rows} = event;
  const {headline, notes, story} = item;
  const {snapshot} = scope;
  const {day} = snapshot.file;
  const number = markerNumbers(snapshot).get(story.id);
  const start = rows[0]?.reaction.start;
  const earlier = earlierOfEvent(scope, event);
  const tape = day.provenance === 'recorded' ? '' : ` · ${day.provenance.toUpperCase()} TAPE`;
  return [
    `${day.title} · ${day.date} · as known at ${formatClock(snapshot.clock.now)} ET${tape}`,
    '',
    ...wrapWords(`${number === undefined ? '' : `${markerSign(number)} `}${headline.headline}`, WIDTH),
    `${spelled(notes.event.kind)} · ${VOICE_WORDS[notes.attribution.by]} · ${headline.source} · ${headline.id}`,
    ...(start === undefined
      ? []
      : [
          `counted from ${formatDate(start.at)} ${formatClock(start.at)} ET, ${CLOCK_WORDS[start.used]} · published ${formatClock(start.publishedAt)} · received ${formatClock(start.receivedAt)} · story ${formatClock(start.storyAt)}`,
        ]),
    ...(alike.length === 0
      ? []
      : wrapWords(
          `told again by ${alike.map(one => `${one.headline.id} at ${formatClock(one.headline.at)}`).join(', ')}`,
          WIDTH,
        )),
    ...(earlier === undefined ? [] : wrapWords(earlierWords(earlier), WIDTH)),
    ...rows.flatMap(row => nameLines(event, row, scope)),
  ];
};
