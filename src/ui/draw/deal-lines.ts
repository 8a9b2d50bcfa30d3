import {BOLD, fitText, type Grid, SHADE, type Tone, textWidth} from '../../chart/grid.ts';
import type {DealRow} from '../../view/deal-rows.ts';
import {chosenRow, type DealCard, type DealsView, type MaybeRow, type TrackStop} from '../../view/deals-view.ts';
import type {Size} from '../../view/layout.ts';
import type {DealRowId} from '../../view/listed-deals.ts';
import {wrapWords} from '../../view/wrap-words.ts';
import {drawLines, type Line} from './paint-lines.ts';
import {type Piece, paintSelected} from './paint-pieces.ts';
import {TREND_TONES} from './trend-tones.ts';

const STOP_TONES: Readonly<Record<TrackStop['state'], Tone>> = {
  past: 'plain',
  now: 'stage',
  ahead: 'faint',
  ended: 'alert',
};
const DATE_WIDTH = 11;
const STAGE_WIDTH = 9;
const MOVE_WIDTH = 6;
/** From this width on every event tells what was reported, not the latest alone. */
const ROOMY = 56;

const linkBefore = (stop: TrackStop): Piece =>
  stop.state === 'past'
    ? {text: ' ━ ', tone: 'stage'}
    : stop.state === 'now'
      ? {text: ' ━◆', tone: 'stage'}
      : stop.state === 'ended'
        ? {text: ' ━✖ ', tone: 'alert'}
        : {text: ' ─ ', tone: 'faint'};

/** The stops that fit, the present one always among them; `…` for those left out on either side. */
const trackLine = (track: readonly TrackStop[], width: number): Line => {
  const draw = (from: number, to: number): Line => [
    {text: from > 0 ? ' … ' : ' '},
    ...track
      .slice(from, to)
      .flatMap((stop, index): readonly Piece[] => [
        ...(index > 0 ? [linkBefore(stop)] : stop.state === 'now' ? [{text: '◆', tone: 'stage' as const}] : []),
        {text: stop.label, tone: STOP_TONES[stop.state], attributes: stop.state === 'now' ? BOLD : 0},
      ]),
    ...(to < track.length ? [{text: ' …', tone: 'faint' as const}] : []),
  ];
  const room = (line: Line): number => line.reduce((sum, piece) => sum + textWidth(piece.text), 0);
  const now = Math.max(
    0,
    track.findIndex(stop => stop.state === 'now' || stop.state === 'ended'),
  );
  for (let to = track.length; to > now; to--) {
    const line = draw(0, to);
    if (room(line) <= width) return line;
  }
  for (let from = 1; from < now; from++) {
    const line = draw(from, now + 1);
    if (room(line) <= width) return line;
  }
  return draw(now, now + 1);
};

/** What was reported in running text; who had it and whose move it shows, where the row above has no room to say so. */
const toldLines = (row: DealRow, width: number): readonly Line[] => {
  const shown = row.latest || row.chosen;
  if (!shown && width < ROOMY) return [];
  const unsaid = [row.source, row.mover === '' ? '' : `${row.mover} in 30m`].filter(part => part !== '').join('; ');
  const source = width < ROOMY && unsaid !== '' ? ` (${unsaid})` : '';
  const told = wrapWords(`${row.text}${source}`, width - 3);
  return told
    .slice(0, shown ? 3 : 1)
    .map((text): Line => [{text: `   ${text}`, tone: row.latest ? 'strong' : shown ? 'plain' : 'muted'}]);
};

const markOf = (row: DealRow): string => (row.chosen ? '▸' : row.selected ? '›' : row.latest ? '◆' : ' ');

/** Text with as many prices after it as fit in one piece: half a price is another price. */
const withWhole = (text: string, prices: readonly string[], width: number): string =>
  prices.reduce((line, price, index) => {
    const longer = `${line}${index === 0 ? '  ' : ' '}${price}`;
    return textWidth(longer) <= width ? longer : line;
  }, text);

const eventLines = (row: DealRow, width: number): readonly Line[] => {
  const attributes = row.selected && !row.chosen ? SHADE | BOLD : 0;
  const again = row.more > 0 ? ` ×${row.more + 1}` : '';
  const stands = row.tier === '' ? row.source : `${row.source} T${row.tier}`;
  const mover = width >= ROOMY && row.mover !== '' ? ` ${row.mover}` : '';
  const amountWidth = width - 1 - DATE_WIDTH - STAGE_WIDTH - textWidth(mover) - MOVE_WIDTH;
  const told = `${row.amount}${again}${width >= ROOMY && stands !== '' ? `  ${stands}` : ''}`;
  const line: Line = [
    {text: markOf(row), tone: row.latest ? 'stage' : 'key', attributes},
    {text: row.date.padEnd(DATE_WIDTH), tone: 'muted', attributes},
    {text: row.stage.padEnd(STAGE_WIDTH), tone: row.latest ? 'stage' : 'plain', attributes},
    {
      text: padded(width >= ROOMY ? withWhole(told, row.prices, amountWidth) : told, amountWidth),
      tone: row.amount === '' ? 'muted' : 'amount',
      attributes,
    },
    {text: mover, tone: 'muted', attributes},
    {text: row.move.text.padStart(MOVE_WIDTH), tone: TREND_TONES[row.move.trend], attributes},
  ];
  return [line, ...toldLines(row, width)];
};

const padded = (text: string, width: number): string => {
  const shown = fitText(text, width);
  return shown + ' '.repeat(Math.max(0, width - textWidth(shown)));
};

/** Who, what and how much; where there is room the kind stands beside the names, else below them. */
const headLines = (card: DealCard, width: number): readonly Line[] => {
  const kind = card.pinned ? `${card.kind} · pinned` : card.kind;
  const beside = width >= ROOMY ? `  ${kind}` : '';
  const amountWidth = textWidth(card.amount);
  const parties = fitText(card.parties, Math.max(0, width - amountWidth - textWidth(beside) - 3));
  const gap = ' '.repeat(Math.max(1, width - textWidth(parties) - textWidth(beside) - amountWidth - 2));
  return [
    [
      {text: card.chosen ? '▸' : ' ', tone: 'key'},
      {text: parties, tone: 'party', attributes: BOLD},
      {text: beside, tone: 'muted'},
      {text: gap},
      {text: card.amount, tone: 'amount', attributes: BOLD},
    ],
    ...(beside === '' ? [[{text: ` ${kind}`, tone: 'muted'} as const]] : []),
    ...(card.facts === '' ? [] : [[{text: ` ${fitText(card.facts, width - 2)}`, tone: 'amount'} as const]]),
  ];
};

const nextLines = ({next}: DealCard, width: number): readonly Line[] =>
  next.flatMap(({when, what}) =>
    wrapWords(`${when}  ${what}`, width - 7).map(
      (text, index): Line => [
        {text: index === 0 ? ' next  ' : '         ', tone: 'stage'},
        {text, tone: 'muted'},
      ],
    ),
  );

/** A headline that a person may put with the deal; chosen, it is told whole. */
const maybeLines = ({chosen, score, text, source}: MaybeRow, width: number): readonly Line[] => {
  const room = Math.max(0, width - 14);
  const told = chosen
    ? wrapWords(source === '' ? text : `${text} (${source})`, room).slice(0, 3)
    : [fitText(text, room)];
  return told.map(
    (line, index): Line => [
      {text: index > 0 ? '' : chosen ? '▸' : ' ', tone: 'key'},
      {text: index > 0 ? ' '.repeat(13) : `maybe ${score}  `, tone: 'stage'},
      {text: line, tone: chosen ? 'plain' : 'muted'},
    ],
  );
};

const foldedLine = ({events}: DealCard): Line => [
  {text: ` ${events.length} ${events.length === 1 ? 'report' : 'reports'} since ${events[0]?.date}`, tone: 'muted'},
  {text: ' · ⏎ opens', tone: 'faint'},
];

/** A line of the deals, and of which row it is a part: the blank one below a card belongs to the card's last row. */
export type DealLine = {readonly line: Line; readonly row: DealRowId};

const cardLines = (card: DealCard, width: number, isLast: boolean): readonly DealLine[] => {
  const head: DealRowId = {deal: card.id, event: undefined};
  const of = (row: DealRowId, lines: readonly Line[]): readonly DealLine[] => lines.map(line => ({line, row}));
  const blank: readonly Line[] = isLast ? [] : [[]];
  const top = [...headLines(card, width), trackLine(card.track, width)];
  if (card.folded) return of(head, [...top, foldedLine(card), ...blank]);
  const last: DealRowId = {deal: card.id, event: (card.maybe.at(-1) ?? card.events.at(-1))?.id};
  return [
    ...of(head, top),
    ...card.events.flatMap(row => of({deal: card.id, event: row.id}, eventLines(row, width))),
    ...card.maybe.flatMap(row => of({deal: card.id, event: row.id}, maybeLines(row, width))),
    ...of(last, [...nextLines(card, width), ...blank]),
  ];
};

/** Every card in lines of `width` cells, a blank line between two. */
export const dealLines = ({cards}: DealsView, width: number): readonly DealLine[] =>
  cards.flatMap((card, index) => cardLines(card, width, index === cards.length - 1));

const isSame = (a: DealRowId, b: DealRowId | undefined): boolean => a.deal === b?.deal && a.event === b.event;

/** The first of `height` lines shown: the one scrolled to, or so near to it that the chosen row is in sight whole. */
export const dealsTop = (
  lines: readonly DealLine[],
  scrolled: number,
  chosen: DealRowId | undefined,
  height: number,
): number => {
  const top = Math.min(scrolled, Math.max(0, lines.length - Math.max(1, height)));
  const first = lines.findIndex(({row}) => isSame(row, chosen));
  if (first < 0) return top;
  const last = lines.findLastIndex(({row}) => isSame(row, chosen));
  return Math.min(first, Math.max(top, last + 1 - height));
};

/** The deals in exactly the size, the chosen row set apart. */
export const drawDeals = (view: DealsView, scrolled: number, size: Size, focused: boolean): Grid => {
  if (view.cards.length === 0) return drawLines([[{text: ` ${view.emptyWords}`, tone: 'muted'}]], 0, size);
  const lines = dealLines(view, size.width);
  const chosen = chosenRow(view);
  const top = dealsTop(lines, scrolled, chosen, size.height);
  const grid = drawLines(
    lines.map(({line}) => line),
    top,
    size,
  );
  paintSelected(grid, chosen === undefined ? -1 : lines.findIndex(({row}) => isSame(row, chosen)) - top, focused);
  return grid;
};
