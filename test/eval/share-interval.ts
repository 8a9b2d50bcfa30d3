import {type Interval, wilsonInterval} from '../../src/analytics/wilson.ts';
import type {PartFigures} from './calibration-figures.ts';

/**
 * Where the share of events lies with 95% confidence, a name's session taken as one draw: Wilson's interval on as many
 * windows as would have the variance of the ratio over such clusters (Kish 1965, §8.2), which is never more than there are,
 * and no fewer than there are clusters. Where the clusters do not vary, there are as many draws as clusters.
 */
export const shareInterval = ({windows, calibrated, clusters}: PartFigures): Interval => {
  if (windows === 0) return wilsonInterval(0, 0);
  const share = calibrated / windows;
  const count = clusters.size;
  let squares = 0;
  for (const cluster of clusters.values()) squares += (cluster.events - share * cluster.windows) ** 2;
  const variance = count < 2 ? 0 : (count / (count - 1)) * (squares / windows ** 2);
  const draws = variance > 0 ? Math.min(windows, Math.max(count, (share * (1 - share)) / variance)) : count;
  return wilsonInterval(share * draws, draws);
};
