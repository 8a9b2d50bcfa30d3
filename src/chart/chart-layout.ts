import type {ChartBody} from './chart-view.ts';
import {nameRoom} from './compare-lines.ts';

/** How a chart's cells are shared out. What does not fit is 0: first volume goes, then the readout, then the axes. */
export type ChartLayout = {
  readonly axisWidth: number;
  readonly plotWidth: number;
  readonly readoutRows: number;
  readonly plotRows: number;
  readonly volumeRows: number;
  readonly timeRows: number;
  /** Columns between the last slot and the right edge. */
  readonly air: number;
};

const LEAST_PLOT_WIDTH = 12;

const airOf = (plotWidth: number, body: ChartBody): number => {
  if (plotWidth < LEAST_PLOT_WIDTH) return 0;
  const names = body.kind === 'compare' ? nameRoom(body.lines) : 0;
  return names > 0 && plotWidth >= 4 * names ? names : plotWidth >= 24 ? 2 : 1;
};

export const chartLayout = (
  size: {readonly width: number; readonly height: number},
  labelWidth: number,
  body: ChartBody,
): ChartLayout => {
  const {width, height} = size;
  const axisWidth = width >= labelWidth + 1 + LEAST_PLOT_WIDTH ? labelWidth + 1 : 0;
  const readoutRows = height >= 8 && width >= 24 ? 1 : 0;
  const timeRows = height >= 4 && width >= LEAST_PLOT_WIDTH ? 1 : 0;
  const volumeRows = body.kind === 'compare' || height < 10 ? 0 : Math.min(6, Math.round(height * 0.17));
  const plotWidth = width - axisWidth;
  return {
    axisWidth,
    plotWidth,
    readoutRows,
    plotRows: Math.max(0, height - readoutRows - timeRows - volumeRows),
    volumeRows,
    timeRows,
    air: airOf(plotWidth, body),
  };
};
