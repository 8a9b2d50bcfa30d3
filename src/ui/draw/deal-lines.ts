import {BOLD, fitText, SHADE, type Tone, textWidth} from '../../chart/grid.ts';
import type {DealCard, DealRow, DealsView, TrackStop} from '../../view/deals-view.ts';
import {wrapWords} from '../../view/wrap-words.ts';
import type {Line} from './paint-lines.ts';
import type {Piece} from './paint-pieces.ts';
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

const eventLines = (row: DealRow, width: number): readonly Line[] => {
  const attributes = row.selected ? SHADE | BOLD : 0;
  const tone: Tone = row.latest ? 'strong' : 'plain';
  const source = width >= ROOMY && row.source !== '' ? `  ${row.source}` : '';
  const amountWidth = width - 1 - DATE_WIDTH - STAGE_WIDTH - MOVE_WIDTH;
  const line: Line = [
    {text: row.latest ? '▸' : ' ', tone: 'key', attributes},
    {text: row.date.padEnd(DATE_WIDTH), tone: 'muted', attributes},
    {text: row.stage.padEnd(STAGE_WIDTH), tone: row.latest ? 'stage' : 'plain', attributes},
    {text: padded(row.amount + source, amountWidth), tone: row.amount === '' ? 'muted' : 'amount', attributes},
    {text: row.move.text.padStart(MOVE_WIDTH), tone: TREND_TONES[row.move.trend], attributes},
  ];
  const told = row.latest || width >= ROOMY ? wrapWords(row.text, width - 3).slice(0, row.latest ? 3 : 1) : [];
  return [line, ...told.map((text): Line => [{text: `   ${text}`, tone: row.latest ? tone : 'muted'}])];
};

const padded = (text: string, width: number): string => {
  const shown = fitText(text, width);
  return shown + ' '.repeat(Math.max(0, width - textWidth(shown)));
};

const cardLines = (card: DealCard, width: number): readonly Line[] => {
  const amountWidth = textWidth(card.amount);
  const parties = fitText(card.parties, Math.max(0, width - amountWidth - 3));
  const gap = ' '.repeat(Math.max(1, width - textWidth(parties) - amountWidth - 2));
  return [
    [
      {text: ` ${parties}`, tone: 'party', attributes: BOLD},
      {text: gap},
      {text: card.amount, tone: 'amount', attributes: BOLD},
    ],
    trackLine(card.track, width),
    ...card.events.flatMap(row => eventLines(row, width)),
    ...card.next.flatMap(({when, what}) =>
      wrapWords(`${when}  ${what}`, width - 7).map(
        (text, index): Line => [
          {text: index === 0 ? ' next  ' : '         ', tone: 'stage'},
          {text, tone: 'muted'},
        ],
      ),
    ),
  ];
};

/** Every card in lines of `width` cells, a blank line between two. */
export const dealLines = (view: DealsView, width: number): readonly Line[] => {
  if (view.cards.length === 0) return [[{text: ' no deal on file yet', tone: 'muted'}]];
  return view.cards.flatMap((card, index) => [...(index > 0 ? [[]] : []), ...cardLines(card, width)]);
};
