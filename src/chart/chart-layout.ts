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
/** Narrower, and no clean time may find a place under the bars. */
const LEAST_TIMES_WIDTH = 16;

/** What a chart asks room for: the cells of its widest value label and of names at line ends, and whether volume. */
export type ChartNeeds = {readonly labelWidth: number; readonly nameWidth: number; readonly volume: boolean};

const airOf = (plotWidth: number, nameWidth: number): number => {
  if (plotWidth < LEAST_PLOT_WIDTH) return 0;
  return nameWidth > 0 && plotWidth >= 4 * nameWidth ? nameWidth : plotWidth >= 24 ? 2 : 1;
};

export const chartLayout = (
  size: {readonly width: number; readonly height: number},
  {labelWidth, nameWidth, volume}: ChartNeeds,
): ChartLayout => {
  const {width, height} = size;
  const axisWidth = width >= labelWidth + 1 + LEAST_PLOT_WIDTH ? labelWidth + 1 : 0;
  const readoutRows = height >= 8 && width >= 24 ? 1 : 0;
  const timeRows = height >= 4 && width - axisWidth >= LEAST_TIMES_WIDTH ? 1 : 0;
  const volumeRows = volume && height >= 10 ? Math.min(6, Math.round(height * 0.17)) : 0;
  const plotWidth = width - axisWidth;
  return {
    axisWidth,
    plotWidth,
    readoutRows,
    plotRows: Math.max(0, height - readoutRows - timeRows - volumeRows),
    volumeRows,
    timeRows,
    air: airOf(plotWidth, nameWidth),
  };
};
