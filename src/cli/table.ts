import {textWidth} from '../chart/grid.ts';

/** Rows as aligned columns, two spaces apart, the last one ragged; `right` lists the columns that hold numbers. */
export const formatTable = (rows: readonly (readonly string[])[], right: readonly number[] = []): string => {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [column, cell] of row.entries()) widths[column] = Math.max(widths[column] ?? 0, textWidth(cell));
  }
  return rows
    .map(row => {
      const cells = row.map((cell, column) => {
        const gap = ' '.repeat((widths[column] ?? 0) - textWidth(cell));
        return right.includes(column) ? gap + cell : cell + gap;
      });
      return `${cells.join('  ').trimEnd()}\n`;
    })
    .join('');
};
