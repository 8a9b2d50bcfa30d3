import {BOLD, fitText, textWidth} from '../../chart/grid.ts';
import type {Body, BodyBlock} from '../../news/body/body.ts';
import {wrapWords} from '../../view/wrap-words.ts';
import type {Line} from './paint-lines.ts';

const GAP = '  ';
/** A column of figures is set against its right edge. */
const FIGURE = /^[^\p{L}]*\d[^\p{L}]*[xBMKbn]{0,2}$/u;
const LONGEST_FIGURE = 16;
const isFigure = (cell: string): boolean => cell === '' || (cell.length <= LONGEST_FIGURE && FIGURE.test(cell));

/** Text set in by `lead` on its first line and by as many spaces on the others. */
const hanging = (text: string, lead: string, width: number): readonly Line[] =>
  wrapWords(text, width - textWidth(lead)).map(
    (line, index): Line => [{text: index === 0 ? lead : ' '.repeat(textWidth(lead)), tone: 'muted'}, {text: line}],
  );

/** Columns as wide as their longest cell where they fit side by side, else each row as running text. */
const tableLines = (rows: readonly (readonly string[])[], width: number): readonly Line[] => {
  const count = rows.reduce((most, row) => Math.max(most, row.length), 0);
  const running = (): readonly Line[] =>
    rows.flatMap(row => hanging(row.filter(cell => cell !== '').join(' · '), ' ', width));
  if (count * GAP.length >= width) return running();
  const columns = Array.from({length: count}, (_, index) => {
    const cells = rows.map(row => row[index] ?? '');
    return {
      room: cells.reduce((most, cell) => Math.max(most, textWidth(cell)), 0),
      figures: cells.slice(1).every(isFigure),
    };
  });
  const needed = columns.reduce((sum, {room}) => sum + room + GAP.length, 1);
  if (needed > width) return running();
  return rows.map(
    (row, line): Line => [
      {
        text: columns
          .map(({room, figures}, index) => {
            const cell = row[index] ?? '';
            const pad = ' '.repeat(room - textWidth(cell));
            return figures && index > 0 ? pad + cell : cell + pad;
          })
          .reduce((text, cell) => text + cell + GAP, ' ')
          .trimEnd(),
        ...(line === 0 ? {tone: 'muted' as const} : {}),
      },
    ],
  );
};

const blockLines = (block: BodyBlock, width: number): readonly Line[] => {
  switch (block.kind) {
    case 'heading':
      return wrapWords(block.text, width - 1).map((line): Line => [{text: ` ${line}`, attributes: BOLD}]);
    case 'quote':
      return wrapWords(block.text, width - 3).map((line): Line => [{text: ' │ ', tone: 'frame'}, {text: line}]);
    case 'item': {
      const mark = block.mark === '' ? ' ' : block.mark;
      return hanging(block.text, ` ${'  '.repeat(block.depth)}${mark} `, width);
    }
    case 'table':
      return tableLines(block.rows, width);
    case 'paragraph':
      return hanging(block.text, ' ', width);
  }
};

/** A headline's body in lines of at most `width` cells, then the addresses of its footnotes, each on one line. */
export const bodyLines = ({blocks, links}: Body, width: number): readonly Line[] => [
  ...blocks.flatMap((block, index): readonly Line[] => {
    const close = block.kind === 'item' && blocks[index - 1]?.kind === 'item';
    return [...(close ? [] : [[]]), ...blockLines(block, width)];
  }),
  ...(links.length === 0 ? [] : [[]]),
  ...links.map((url, index): Line => {
    const lead = ` [${index + 1}]`.padEnd(6);
    return [
      {text: lead, tone: 'key'},
      {text: fitText(url, Math.max(0, width - lead.length)), tone: 'muted'},
    ];
  }),
];
