import {BOLD, fitText, graphemes, textWidth, UNDERLINE} from '../../chart/grid.ts';
import type {Snapshot} from '../../market/snapshot.ts';
import {formatCount} from '../../view/format.ts';
import type {UiState} from '../../view/ui-state.ts';
import {type PaletteMatch, paletteMatches} from '../palette.ts';
import {settingRows} from '../setting-rows.ts';
import type {Line} from './paint-lines.ts';
import type {Piece} from './paint-pieces.ts';

const padded = (text: string, width: number): string => {
  const shown = fitText(text, width);
  return shown + ' '.repeat(Math.max(0, width - textWidth(shown)));
};

const MARKS: Readonly<Record<PaletteMatch['sort'], Piece>> = {
  command: {text: ' : ', tone: 'key'},
  name: {text: ' $ ', tone: 'accent'},
  headline: {text: ' ▤ ', tone: 'marker'},
  deal: {text: ' ◆ ', tone: 'party'},
  day: {text: ' ▸ ', tone: 'stage'},
};

/** The text with the letters that were looked for set apart. */
const markedPieces = (text: string, places: readonly number[]): readonly Piece[] => {
  const marked = new Set(places);
  let at = 0;
  return graphemes(text).map(glyph => {
    const here = at;
    at += glyph.length;
    return {text: glyph, attributes: marked.has(here) ? BOLD | UNDERLINE : 0};
  });
};

const paletteLine = (match: PaletteMatch, width: number): Line => {
  const aside = fitText(match.aside, Math.max(0, Math.floor(width / 3)));
  const room = width - 3 - textWidth(aside) - 2;
  const text = fitText(match.text, room);
  const gap = ' '.repeat(Math.max(1, width - 3 - textWidth(text) - textWidth(aside) - 1));
  return [MARKS[match.sort], ...markedPieces(text, match.places), {text: gap}, {text: aside, tone: 'key'}];
};

/** What the palette found, a line each, with its keys. */
export const paletteLines = (snapshot: Snapshot, ui: UiState, width: number): readonly Line[] =>
  paletteMatches(ui.prompt?.text ?? '', snapshot, ui).map(match => paletteLine(match, width));

const NAME_WIDTH = 24;

/** The days at hand, the present one marked; a day that cannot be opened says why. */
export const dayLines = (snapshot: Snapshot, ui: UiState, width: number): readonly Line[] => {
  if (ui.days === undefined) return [[{text: ' reading the days…', tone: 'muted'}]];
  if (ui.days.length === 0) return [[{text: ' no day at hand', tone: 'muted'}]];
  const nameWidth = Math.min(NAME_WIDTH, Math.max(12, Math.floor(width * 0.4)));
  return ui.days.map((day): Line => {
    const here = day.name === snapshot.file.day.name;
    const head: Line = [
      {text: here ? '▸' : ' ', tone: 'key'},
      {text: padded(day.name, nameWidth), tone: 'strong', attributes: BOLD},
    ];
    if (day.fault !== undefined) return [...head, {text: ` ✖ ${day.fault}`, tone: 'alert'}];
    const provenance = day.provenance === 'recorded' ? '' : day.provenance.toUpperCase();
    return [
      ...head,
      {text: ` ${padded(provenance, 10)}`, tone: 'warn'},
      ...(width < 80
        ? []
        : [
            {text: ` ${padded(day.date, 11)}`, tone: 'muted' as const},
            {text: `${formatCount(day.trades).padStart(6)} trades`, tone: 'muted' as const},
            {text: `${formatCount(day.headlines).padStart(6)} headlines`, tone: 'muted' as const},
          ]),
      {text: `  ${day.title}`},
    ];
  });
};

const KEY_WIDTH = 15;
const VALUE_WIDTH = 34;
/** With less room than this the words on a setting are left out, so that its value is whole. */
const LEAST_WORDS = 28;

/** Every setting with its value; one that can be stepped stands between arrows. */
export const settingLines = (ui: UiState, width: number): readonly Line[] => {
  const rows = settingRows(ui);
  const valueWidth = Math.max(0, Math.min(VALUE_WIDTH, width - KEY_WIDTH - 4));
  return rows.map((row): Line => {
    const stepped = row.choices !== undefined;
    return [
      {text: ` ${padded(row.key, KEY_WIDTH)}`, tone: 'strong', attributes: BOLD},
      {text: stepped ? '‹ ' : '  ', tone: 'key'},
      {text: padded(`${row.value === '' ? '·' : row.value}${stepped ? ' ›' : ''}`, valueWidth), tone: 'accent'},
      ...(width - KEY_WIDTH - valueWidth < LEAST_WORDS ? [] : [{text: ` ${row.words}`, tone: 'muted' as const}]),
    ];
  });
};
