import type {EarlierOfKind} from '../market/study/earlier-of-kind.ts';
import {formatPercent} from './format.ts';
import {spelled} from './note-words.ts';

/** Figures that are written out; of more the newest are. */
const MOST_FIGURES = 8;

const TIMES: Readonly<Record<number, string>> = {1: 'once', 2: 'twice'};
const timesWords = (times: number): string => TIMES[times] ?? `${times} times`;

const figureWords = ({returns, median}: EarlierOfKind): readonly string[] => {
  if (returns.length === 0) return [];
  const shown = returns.slice(-MOST_FIGURES).map(value => formatPercent(value, 1));
  return [
    `${returns.length > shown.length ? '… ' : ''}${shown.join(' ')}`,
    `median ${formatPercent(median, 1)}`,
    `n ${returns.length}`,
  ];
};

const leftWords = ({left: {confounded, pending, notMeasured}, again}: EarlierOfKind): string => {
  const parts = [
    ...(confounded > 0 ? [`${confounded} with other headlines in it`] : []),
    ...(pending > 0 ? [`${pending} not over yet`] : []),
    ...(notMeasured > 0 ? [`${notMeasured} not measured`] : []),
    ...(again > 0 ? [`${again} told again`] : []),
  ];
  return parts.length === 0 ? '' : ` · left out: ${parts.join(', ')}`;
};

/**
 * What a name did the last times: `analyst on MSFT, 3 times before on this tape, 15 minutes after: +0.4% −0.1% +1.2%,
 * median +0.4%, n 3`; `never before on this tape`; and what of it was left out.
 */
export const earlierWords = (earlier: EarlierOfKind): string => {
  const {kind, symbol, times, returns} = earlier;
  const about = `${spelled(kind)} on ${symbol}`;
  if (times === 0) return `${about}, never before on this tape${leftWords(earlier)}`;
  const told = `${about}, ${timesWords(times)} before on this tape`;
  if (returns.length === 0) return `${told}, n 0${leftWords(earlier)}`;
  return `${told}, 15 minutes after: ${figureWords(earlier).join(', ')}${leftWords(earlier)}`;
};
