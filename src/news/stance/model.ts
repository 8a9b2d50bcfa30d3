import type {Stance} from './stance-note.ts';

/** weights.json: the trained model as data. */
export type StanceModel = {
  readonly version: number;
  /** What the weights were divided into: a weight of 100 is `unit` × 100 log-odds. */
  readonly unit: number;
  /** Log-odds are divided by this, so that a probability of .8 is right four times in five. */
  readonly temperature: number;
  /** `name positive negative name positive negative …`, whole numbers; neutral is the base. */
  readonly features: string;
};

/** Log-odds of positive and negative against neutral. */
export type Weight = {readonly positive: number; readonly negative: number};
export type Weights = ReadonlyMap<string, Weight>;

/** The weights by feature, already divided by the temperature. */
export const readWeights = (model: StanceModel): Weights => {
  const weights = new Map<string, Weight>();
  const cells = model.features.split(' ');
  const unit = model.unit / model.temperature;
  for (let at = 0; at + 2 < cells.length; at += 3) {
    weights.set(cells[at] ?? '', {positive: Number(cells[at + 1]) * unit, negative: Number(cells[at + 2]) * unit});
  }
  return weights;
};

/** Probabilities from log-odds against neutral; they sum to 1. */
export const probabilitiesOf = (positive: number, negative: number): Record<Stance, number> => {
  const most = Math.max(positive, negative, 0);
  const [up, down, flat] = [Math.exp(positive - most), Math.exp(negative - most), Math.exp(-most)];
  const sum = up + down + flat;
  return {positive: up / sum, negative: down / sum, neutral: flat / sum};
};
