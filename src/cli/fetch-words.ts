import type {FetchReport} from '../feeds/fetch/fetch-day.ts';
import type {FetchProgress} from '../feeds/fetch/fetch-legs.ts';
import {formatCount, formatShare, formatSpan, formatTime} from '../view/format.ts';

const BAR_CELLS = 20;

/** `[########............]`; empty while the part is not known. */
const barOf = (part: number | undefined): string => {
  const cells = Math.floor((part ?? 0) * BAR_CELLS);
  return `[${'#'.repeat(cells)}${'.'.repeat(BAR_CELLS - cells)}]`;
};

const legWords = ({leg, coveredTo}: FetchProgress): string => {
  if (leg.kind === 'daily') return 'closes';
  if (leg.kind === 'history') return 'earlier sessions';
  return `${leg.kind === 'news' ? 'news' : (leg.symbols[0] ?? '')} ${formatTime(coveredTo)}`;
};

/** `[####................]  21%  ETA 3m  AMZN 10:42  37 pages  346K events`. */
export const fetchProgressWords = (progress: FetchProgress, held: boolean): string =>
  [
    `${barOf(progress.part)} ${formatShare(progress.part).padStart(4)}`,
    ...(progress.part === 1 ? ['writing the day'] : [`ETA ${formatSpan(progress.left)}`, legWords(progress)]),
    `${progress.pages} pages`,
    `${formatCount(progress.events)} events`,
    ...(held ? ['waiting for the rate limit'] : []),
  ].join('  ');

const counted = (count: number, one: string, many: string): string =>
  `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`;

/** What a fetch brought, a line a matter. */
export const fetchReportLines = ({counts, pages, told, historyBars, silent, quiet}: FetchReport): readonly string[] => [
  [
    counted(counts.trade, 'trade', 'trades'),
    ...(counts.bar === 0 ? [] : [counted(counts.bar, 'bar', 'bars')]),
    counted(counts.headline, 'headline', 'headlines'),
    counted(historyBars, 'bar of earlier sessions', 'bars of earlier sessions'),
    `from ${counted(told.items, 'item', 'items')} on ${counted(pages, 'page', 'pages')}, all accounted for`,
  ].join(', '),
  ...(told.takenBack + told.corrected === 0
    ? []
    : [
        `${counted(told.takenBack, 'print', 'prints')} taken back or replaced since left out, ${told.corrected.toLocaleString('en-US')} as corrected`,
      ]),
  ...(told.unread === 0 ? [] : [`${counted(told.unread, 'item', 'items')} that could not be read left out`]),
  ...(silent.length === 0 ? [] : [`nothing of ${silent.join(', ')}`]),
  ...quiet
    .filter(({symbol}) => !silent.includes(symbol))
    .map(
      ({symbol, minutes, longestFrom, longestTo}) =>
        `${symbol}: ${counted(minutes, 'minute', 'minutes')} of regular hours without a print, the longest stretch ${formatTime(longestFrom)} to ${formatTime(longestTo)} ET`,
    ),
];
