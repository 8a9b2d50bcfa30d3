import {sessionBefore, sessionOf} from '../../core/calendar.ts';
import type {Provenance} from '../../core/provenance.ts';
import {PRIMARY} from '../../market/reactions/horizons.ts';
import type {ReactionBook} from '../../market/reactions/reactions-of.ts';
import type {StudyEvent, StudyRow} from '../../market/study/study-event.ts';
import type {ManualActs} from '../../news/deals/manual-act.ts';
import {safeUrl} from '../../news/safe-url.ts';
import {formatClock, formatPercent, formatProbability, formatTradingDate} from '../format.ts';
import {spelled, VOICE_WORDS} from '../note-words.ts';
import {fractionOf, readingAt, statisticCell} from '../reactions.ts';
import {eventsIn, nothingWords, type StudyScope} from '../study/study-scope.ts';
import {dayFigure} from './day-figure.ts';
import {dealSection} from './deal-section.ts';
import {type Html, html} from './html.ts';
import {reactionFigure} from './reaction-figure.ts';
import {headlineDetail, kindTable, numberOf, publishedWords, reactionTable, startWords} from './reaction-tables.ts';
import {methodNotes} from './report-notes.ts';
import {REPORT_STYLE} from './report-style.ts';

/** What a page is made of. */
export type ReportInput = {
  readonly scope: StudyScope;
  readonly book: ReactionBook;
  readonly acts: ManualActs;
  /** What makes the same page again. */
  readonly command: string;
};

/** From here on a reaction is told of by itself: so many false ones among all such are accepted. */
const DISCOVERY = 0.05;
/** More sections than this make no page to send. */
const MOST_SECTIONS = 12;

const BANNERS: Readonly<Record<Provenance, string | undefined>> = {
  recorded: undefined,
  imported: 'IMPORTED TAPE',
  simulated: 'SIMULATED TAPE',
  rebuilt: 'REBUILT TAPE',
};

const isDiscovery = ({reaction, adjustedP}: StudyRow): boolean =>
  (reaction.verdict.kind === 'positive' || reaction.verdict.kind === 'negative') &&
  adjustedP !== undefined &&
  adjustedP <= DISCOVERY;

const sizeOf = ({reaction}: StudyRow): number => {
  const test = readingAt(reaction, PRIMARY)?.measured?.test;
  return test?.status === 'ok' ? Math.abs(test.t) : 0;
};
const largest = ({rows}: StudyEvent): number => Math.max(0, ...rows.filter(isDiscovery).map(sizeOf));

/** The headlines that have a section of their own: the one asked for, else the surest, in time order. */
const toldOf = (events: readonly StudyEvent[], {headlineId}: StudyScope): readonly StudyEvent[] => {
  if (headlineId !== undefined) return events;
  const found = events.filter(({rows}) => rows.some(isDiscovery)).sort((a, b) => largest(b) - largest(a));
  const kept = new Set(found.slice(0, MOST_SECTIONS));
  return events.filter(event => kept.has(event));
};

const movedWords = ({reaction}: StudyRow): string => {
  const measured = readingAt(reaction, PRIMARY)?.measured;
  const t = measured?.test.status === 'ok' ? `, t ${statisticCell(measured.test.t).text}` : '';
  return `${reaction.symbol} ${formatPercent(measured?.return)} (${formatPercent(fractionOf(measured?.car))} beyond ${reaction.benchmark.name}${t})`;
};

const summary = (events: readonly StudyEvent[], scope: StudyScope): Html => {
  const {tests} = scope.study;
  const found = events.filter(({rows}) => rows.some(isDiscovery));
  const told = toldOf(events, {...scope, headlineId: undefined}).toSorted((a, b) => largest(b) - largest(a));
  const count = `${events.length} ${events.length === 1 ? 'headline' : 'headlines'}, ${tests} tests at ${PRIMARY}.`;
  if (found.length === 0)
    return html`<p class="lede">${count} After none of them did a name move beyond what is usual, at a false discovery rate of ${formatPercent(DISCOVERY, 0).slice(1)}.</p>`;
  return html`<p class="lede">${count} After ${found.length} of them a name moved beyond what is usual, at a false discovery rate of ${formatPercent(DISCOVERY, 0).slice(1)}${found.length > told.length ? `; the surest ${told.length} here` : ''}:</p>
<ul>${told.map(
    event =>
      html`<li>${publishedWords(scope, event)} ${numberOf(scope, event)} ${event.item.headline.headline}<br><span class="soft">${event.rows.filter(isDiscovery).map(movedWords).join(' · ')}</span></li>`,
  )}</ul>`;
};

const headlineSection = (event: StudyEvent, {scope, book}: ReportInput): Html => {
  const {headline, notes} = event.item;
  const url = safeUrl(headline.url);
  const {date} = scope.snapshot.file.day;
  const session = sessionOf(date) ?? sessionBefore(date);
  return html`<section class="headline"><h3>${publishedWords(scope, event)} ${numberOf(scope, event)} ${url === '' ? headline.headline : html`<a href="${url}" rel="noreferrer">${headline.headline}</a>`}</h3>
<p class="soft small">${spelled(notes.event.kind)} · ${VOICE_WORDS[notes.attribution.by]} · ${headline.source} · ${headline.id}. ${startWords(event)}</p>
${reactionFigure(scope.snapshot, book, event, session)}
${headlineDetail(event, scope)}</section>`;
};

const head = ({snapshot}: StudyScope): Html => {
  const {title, date, symbols, provenance, made} = snapshot.file.day;
  const banner = BANNERS[provenance];
  return html`${banner === undefined ? undefined : html`<div class="banner"><strong>${banner}</strong>${made}</div>`}
<header><h1>${title}</h1><p class="soft">${formatTradingDate(date)} · ${symbols.join(' ')} · as known at ${formatClock(snapshot.clock.now)} ET</p>
${banner === undefined ? html`<p class="soft small">${made}</p>` : undefined}</header>`;
};

/** A study as one page of HTML that needs nothing else: no script, no network; the same for the same day and choices. */
export const studyReport = (input: ReportInput): string => {
  const {scope, acts, command} = input;
  const {snapshot, study} = scope;
  const {day} = snapshot.file;
  const session = sessionOf(day.date) ?? sessionBefore(day.date);
  const events = eventsIn(scope);
  const told = toldOf(events, scope);
  const page = html`<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="referrer" content="no-referrer">
<title>${day.title} · ${day.date} · tapewire</title><style>${STYLE}</style></head>
<body>${head(scope)}
<main>${events.length === 0 ? html`<p class="lede">${nothingWords(scope)}</p>` : summary(events, scope)}
<h2>The day</h2><p class="soft small">New York time. Before the open and after the close shaded; dashed, the close before; numbers are the headlines that name the name.</p>
${day.symbols.map(symbol => dayFigure(snapshot, symbol, session))}
${told.length === 0 ? undefined : html`<h2 class="page">${scope.headlineId === undefined ? 'Headlines after which a name moved' : 'The headline'}</h2>${told.map(event => headlineSection(event, input))}`}
${events.length === 0 ? undefined : html`<h2 class="page">Every headline</h2>${reactionTable(events, scope)}`}
${study.kinds.length === 0 || scope.headlineId !== undefined ? undefined : html`<h2>By kind of event</h2>${kindTable(study.kinds)}`}
<h2>Deals as they stood</h2>${dealSection(snapshot, acts, snapshot.clock.now)}
<h2>How it was measured</h2>${methodNotes(scope)}</main>
<footer><p>Made by <code>${command}</code> of the day ${day.name}, ${formatTradingDate(day.date)}, as known at ${formatClock(snapshot.clock.now)} ET. p ${formatProbability(DISCOVERY)} or less, adjusted, has a section.</p></footer></body></html>`;
  return `<!doctype html>\n${page.markup}\n`;
};

const STYLE: Html = {markup: REPORT_STYLE};
