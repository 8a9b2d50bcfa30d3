import type {ChartView} from './chart-view.ts';
import {drawChart} from './draw-chart.ts';
import {blit, createGrid, type Grid, putCell} from './grid.ts';

type Size = {readonly width: number; readonly height: number};

/** The least cells in which a chart still has its readout, axes and a few rows of bars. */
const LEAST = {width: 36, height: 8} as const;

/** How four charts go into `size`: two by two, or one below the other; undefined when they do not. */
export const fourCharts = ({width, height}: Size): {readonly across: 1 | 2; readonly down: 2 | 4} | undefined => {
  if (width >= 2 * LEAST.width + 1 && height >= 2 * LEAST.height) return {across: 2, down: 2};
  return width >= LEAST.width && height >= 4 * LEAST.height ? {across: 1, down: 4} : undefined;
};

/** Cells that each of the charts across gets; a line stands between two. */
export const chartWidth = (width: number, across: 1 | 2): number => (across === 1 ? width : (width - 1) >> 1);

/** Up to four charts of equal size in exactly `size`, row by row; nothing where they do not fit. */
export const drawCharts = (views: readonly ChartView[], size: Size): Grid => {
  const out = createGrid(size.width, size.height);
  const plan = fourCharts(out);
  if (plan === undefined) return out;
  const {across, down} = plan;
  const width = chartWidth(out.width, across);
  const height = Math.floor(out.height / down);
  for (const [index, view] of views.slice(0, across * down).entries()) {
    const x = (index % across) * (width + 1);
    blit(out, drawChart(view, {width, height}), x, Math.floor(index / across) * height);
  }
  if (across === 2) {
    for (let row = 0; row < out.height; row++) {
      putCell(out, width, row, views[0]?.glyphs === 'ascii' ? '|' : '│', 'frame');
    }
  }
  return out;
};
