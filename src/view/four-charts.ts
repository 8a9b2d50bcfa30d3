import type {ChartView} from '../chart/chart-view.ts';
import type {Ticker} from '../core/ticker.ts';
import {chartFrame} from './chart-frame.ts';
import type {ChartInput} from './chart-input.ts';
import {chartView} from './chart-view.ts';
import {formatPercent, formatPrice} from './format.ts';

const PER_PAGE = 4;

/** The four of the day's names among which `shown` is, in the day's order: names keep their places. */
export const fourNames = (names: readonly Ticker[], shown: Ticker): readonly Ticker[] => {
  const page = Math.floor(Math.max(0, names.indexOf(shown)) / PER_PAGE);
  return names.slice(page * PER_PAGE, (page + 1) * PER_PAGE);
};

/** A chart with its name before everything else that its readout says. */
const named = (view: ChartView, symbol: Ticker, shown: boolean, previousClose: number | undefined): ChartView => {
  const price = view.last?.value;
  const move = price === undefined || previousClose === undefined ? undefined : price / previousClose - 1;
  return {
    ...view,
    readout: [
      {text: `${shown ? (view.glyphs === 'ascii' ? '>' : '▸') : ' '}${symbol}`, tone: shown ? 'focus' : 'title'},
      {text: `${formatPrice(price)} ${formatPercent(move)}`, tone: view.last?.tone ?? 'muted'},
      ...view.readout,
    ],
  };
};

/** Four names on one clock: the same time, the same columns, one crosshair; the shown one is marked. */
export const fourChartViews = (input: ChartInput): readonly ChartView[] => {
  const {snapshot, symbol} = input;
  const inputs = fourNames(snapshot.file.day.symbols, symbol).map(name => ({...input, symbol: name, compare: false}));
  const leastLabelWidth = Math.max(...inputs.map(one => chartFrame(one).labelWidth));
  return inputs.map(one => {
    const previousClose = snapshot.figures.get(one.symbol)?.previousClose;
    return named(chartView({...one, leastLabelWidth}), one.symbol, one.symbol === symbol, previousClose);
  });
};
