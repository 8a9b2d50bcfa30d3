/** Decimal steps that prices and times come in; what fits none of them is kept as a raw double. */
const SCALES = [1, 100, 10_000] as const;
/** Whole numbers up to here can be added and subtracted twice and still be exact. */
const MOST = 2 ** 51;
const HEADER = 6;

/** What a value can be foretold from; the same hints must be given when it is read back. */
export type Hints = {
  /** Row by row, which earlier rows are kin (one symbol's prices): only the step from the last of them is kept. */
  readonly groups?: ArrayLike<number> | undefined;
  /** A column already written that lies close by (the bid beside the ask): only the distance is kept. */
  readonly beside?: ArrayLike<number> | undefined;
};

const whole = (value: number, scale: number): number => {
  const units = Math.round(value * scale);
  return Math.abs(units) <= MOST ? units : 0;
};

const exact = (value: number, scale: number): boolean =>
  Object.is(whole(value, scale) / scale, value) && !Object.is(value, -0);

/** The scale that leaves the fewest values over. */
const bestScale = (values: ArrayLike<number>): number => {
  let best = 0;
  let fewest = Number.POSITIVE_INFINITY;
  for (let index = 0; index < SCALES.length && fewest > 0; index++) {
    const scale = SCALES[index] ?? 1;
    let left = 0;
    for (let row = 0; row < values.length; row++) if (!exact(values[row] ?? 0, scale)) left++;
    if (left < fewest) {
      fewest = left;
      best = index;
    }
  }
  return best;
};

const groupCount = (groups: ArrayLike<number>): number => {
  let most = 0;
  for (let row = 0; row < groups.length; row++) most = Math.max(most, groups[row] ?? 0);
  return most + 1;
};

/** What a column is before it becomes bytes: zigzag steps row by row, and the rows that fit no scale. */
type Steps = {readonly zigzag: Float64Array; readonly odd: readonly number[]; readonly largest: number};

const stepsOf = (values: ArrayLike<number>, scale: number, {groups, beside}: Hints): Steps => {
  const last = new Float64Array(groups === undefined ? 1 : groupCount(groups));
  const zigzag = new Float64Array(values.length);
  const odd: number[] = [];
  let largest = 0;
  for (let row = 0; row < values.length; row++) {
    const value = values[row] ?? 0;
    if (!Number.isFinite(value)) throw new RangeError(`cannot keep ${value}: not a finite number`);
    const group = groups?.[row] ?? 0;
    const residual = whole(value, scale) - (beside === undefined ? 0 : whole(beside[row] ?? 0, scale));
    const step = residual - (groups === undefined ? 0 : (last[group] ?? 0));
    if (!exact(value, scale) || Math.abs(step) > MOST) {
      odd.push(row);
      continue;
    }
    last[group] = residual;
    zigzag[row] = step < 0 ? -2 * step - 1 : 2 * step;
    largest = Math.max(largest, zigzag[row] ?? 0);
  }
  return {zigzag, odd, largest};
};

/**
 * Any finite doubles, exactly: whole steps of a decimal scale as zigzag differences from what the hints foretell, split
 * into planes of bytes (all lowest bytes, then all second bytes…), which pack far better than mixed ones; then the rows
 * that fit no scale, as row number and raw double. Each part has statistics of its own.
 */
export const encodeNumbers = (values: ArrayLike<number>, hints: Hints = {}): readonly Uint8Array[] => {
  const scaleIndex = bestScale(values);
  const {zigzag, odd, largest} = stepsOf(values, SCALES[scaleIndex] ?? 1, hints);
  const planes: Uint8Array[] = [];
  for (let weight = 1; weight <= largest; weight *= 256) {
    const plane = new Uint8Array(zigzag.length);
    for (let row = 0; row < plane.length; row++) plane[row] = Math.floor((zigzag[row] ?? 0) / weight) % 256;
    planes.push(plane);
  }
  const head = Buffer.alloc(HEADER);
  head.writeUInt8(scaleIndex, 0);
  head.writeUInt8(planes.length, 1);
  head.writeUInt32LE(odd.length, 2);
  const rest = Buffer.alloc(odd.length * 12);
  odd.forEach((row, index) => {
    rest.writeUInt32LE(row, index * 4);
    rest.writeDoubleLE(values[row] ?? 0, odd.length * 4 + index * 8);
  });
  return [head, ...planes, rest];
};

/** The values, and how many bytes they took. */
export type DecodedNumbers = {readonly values: Float64Array; readonly length: number};

/** The opposite of `encodeNumbers`. Throws a RangeError when `bytes` are not a column of `count` values. */
export const decodeNumbers = (bytes: Uint8Array, count: number, {groups, beside}: Hints = {}): DecodedNumbers => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < HEADER) throw new RangeError('a column is cut short');
  const scale = SCALES[view.getUint8(0)];
  const width = view.getUint8(1);
  const odd = view.getUint32(2, true);
  const planes = width * count;
  const length = HEADER + planes + odd * 12;
  if (scale === undefined || width > 7 || odd > count) throw new RangeError('a column has a broken header');
  if (length > bytes.length) throw new RangeError('a column is cut short');
  const values = new Float64Array(count);
  let weight = 1;
  for (let plane = 0; plane < width; plane++) {
    const from = HEADER + plane * count;
    for (let row = 0; row < count; row++) values[row] = (values[row] ?? 0) + (bytes[from + row] ?? 0) * weight;
    weight *= 256;
  }
  const last = new Float64Array(groups === undefined ? 1 : groupCount(groups));
  for (let row = 0; row < count; row++) {
    const zigzag = values[row] ?? 0;
    const half = Math.floor(zigzag / 2);
    let units = zigzag === half * 2 ? half : -half - 1;
    if (groups !== undefined) {
      const group = groups[row] ?? 0;
      units += last[group] ?? 0;
      last[group] = units;
    }
    if (beside !== undefined) units += whole(beside[row] ?? 0, scale);
    values[row] = units / scale;
  }
  for (let index = 0; index < odd; index++) {
    const row = view.getUint32(HEADER + planes + index * 4, true);
    const value = view.getFloat64(HEADER + planes + odd * 4 + index * 8, true);
    if (row >= count || !Number.isFinite(value)) throw new RangeError('a column has a broken value');
    values[row] = value;
  }
  return {values, length};
};
