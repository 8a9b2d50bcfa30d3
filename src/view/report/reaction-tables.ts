import {HORIZONS, type HorizonName, PRIMARY} from '../../market/reactions/horizons.ts';
import type {KindSummary} from '../../market/study/kind-summary.ts';
import type {StudyEvent, StudyRow} from '../../market/study/study-event.ts';
import {markerNumbers} from '../chart-markers.ts';
import {drillReaction} from '../drill-reactions.ts';
import {formatClock, formatDate, formatMultiple, formatProbability} from '../format.ts';
import {spelled, stanceSign} from '../note-words.ts';
import {horizonCell, type ReactionCell, readingAt, sigmaCell} from '../reactions.ts';
import {probabilityWords} from '../study/study-card.ts';
import type {StudyScope} from '../study/study-scope.ts';
import {
  CELL_WORDS,
  CLOCK_WORDS,
  heldAgainstWords,
  KIND_HEAD,
  kindCells,
  kindTestWords,
  kindWord,
  stanceFor,
} from '../study/study-words.ts';
import {type Html, html} from './html.ts';

const SIDES: Readonly<Record<ReactionCell['trend'], string>> = {up: 'up', down: 'down', flat: '', unknown: 'soft'};

const cell = ({text, trend}: ReactionCell): Html => html`<td class="${SIDES[trend]}">${text}</td>`;

/** The number that a headline's story has in the charts. */
export const numberOf = ({snapshot}: StudyScope, {item}: StudyEvent): Html | undefined => {
  const number = markerNumbers(snapshot).get(item.story.id);
  return number === undefined ? undefined : html`<span class="num">${number}</span>`;
};

/** When a headline was published, with its date when that was another day. */
export const publishedWords = ({snapshot}: StudyScope, {item}: StudyEvent): string => {
  const date = formatDate(item.headline.at);
  return `${date === snapshot.file.day.date ? '' : `${date} `}${formatClock(item.headline.at)}`;
};

const nameRow = ({item}: StudyEvent, {reaction, adjustedP, alert}: StudyRow, {horizons}: StudyScope): Html => {
  const {symbol, volume, verdict} = reaction;
  const primary = readingAt(reaction, PRIMARY);
  const multiple = volume?.multiple.status === 'ok' ? volume.multiple.value : undefined;
  const told = verdict.kind === 'positive' || verdict.kind === 'negative';
  return html`<tr class="${told ? '' : 'quiet'}"><th scope="row">${symbol}${stanceSign(stanceFor(item, symbol))}</th>
${horizons.map(name => cell(horizonCell(readingAt(reaction, name), 'return', 2)))}
${cell(horizonCell(primary, 'abnormal', 2))}${cell(sigmaCell(primary))}<td>${formatProbability(adjustedP)}</td>
<td>${formatMultiple(multiple)}</td><td class="short">${verdict.kind}${alert ? ' !' : ''}</td></tr>`;
};

/** Every headline with what each name did after it. */
export const reactionTable = (events: readonly StudyEvent[], scope: StudyScope): Html => {
  const {horizons, study} = scope;
  const columns = horizons.length + 6;
  return html`<div class="scroll"><table><caption>${CELL_WORDS} ${study.tests} tests in all.</caption>
<thead><tr><th scope="col" class="text">name</th>${horizons.map(name => html`<th scope="col">${name}</th>`)}
<th scope="col">abnormal</th><th scope="col">t</th><th scope="col">p adj</th><th scope="col">volume</th>
<th scope="col" class="text">verdict</th></tr></thead>
${events.map(
  event => html`<tbody class="event"><tr class="head"><th scope="rowgroup" colspan="${columns}">${publishedWords(scope, event)} ${numberOf(scope, event)} ${event.item.headline.headline}
<span class="soft">${spelled(event.item.notes.event.kind)}, ${event.item.headline.source}${event.alike.length === 0 ? '' : `, told ${event.alike.length + 1} times`}</span></th></tr>
${event.rows.map(row => nameRow(event, row, scope))}</tbody>`,
)}</table></div>`;
};

const horizonPlaces = (horizons: readonly HorizonName[]): readonly number[] =>
  horizons.map(name => HORIZONS.findIndex(horizon => horizon.name === name));

/** One name after one headline: every figure, then what they were measured against. */
const nameDetail = (row: StudyRow, {snapshot, horizons, study}: StudyScope): Html => {
  const {reaction, named} = row;
  const said = drillReaction(snapshot, named, reaction);
  const places = horizonPlaces(horizons);
  const facts = [
    {name: 'held against', value: heldAgainstWords(reaction)},
    {name: 'p', value: probabilityWords(row, study.tests)},
    ...said.facts.filter(({name}) => name !== 'usual' && name !== 'counted'),
    ...(said.badge === '' ? [] : [{name: 'note', value: said.badge}]),
  ];
  return html`<div class="name"><p><span class="verdict ${SIDES[said.trend]}">${reaction.symbol}: ${said.verdict}</span> ${said.words}</p>
<div class="scroll"><table><thead><tr><th scope="col" class="text"></th>${horizons.map(name => html`<th scope="col">${name}</th>`)}</tr></thead>
<tbody>${said.rows.map(
    ({name, cells}) =>
      html`<tr><th scope="row">${name}</th>${places.map(place => {
        const one = cells[place];
        return one === undefined ? undefined : cell(one);
      })}</tr>`,
  )}</tbody></table></div>
<dl class="facts">${facts.map(({name, value}) => html`<div><dt>${name}</dt><dd>${value}</dd></div> `)}</dl></div>`;
};

/** The clock that a headline's reactions count from, beside the others. */
export const startWords = ({rows}: StudyEvent): string => {
  const start = rows[0]?.reaction.start;
  return start === undefined
    ? ''
    : `Counted from ${formatClock(start.at)} ET, ${CLOCK_WORDS[start.used]}. Published ${formatClock(start.publishedAt)}, received ${formatClock(start.receivedAt)}.`;
};

/** The names of a headline in full: those whose verdict says something, those that it names. */
export const headlineDetail = (event: StudyEvent, scope: StudyScope): readonly Html[] =>
  event.rows
    .filter(
      ({named, reaction}) => named || reaction.verdict.kind === 'positive' || reaction.verdict.kind === 'negative',
    )
    .map(row => nameDetail(row, scope));

/** What headlines of one kind have in common. */
export const kindTable = (kinds: readonly KindSummary[]): Html =>
  html`<div class="scroll"><table><caption>Each headline in the name that it is about, at ${PRIMARY}, no other headline in it.</caption>
<thead><tr>${KIND_HEAD.map((name, index) => html`<th scope="col" class="${index === 0 ? 'text' : ''}">${name}</th>`)}<th scope="col" class="text">moved alike</th></tr></thead>
<tbody>${kinds.map(kind => {
    const [, ...figures] = kindCells(kind);
    return html`<tr><th scope="row">${kindWord(kind.kind)}</th>${figures.map(text => html`<td>${text}</td>`)}<td class="text">${kindTestWords(kind)}</td></tr>`;
  })}</tbody></table></div>`;
