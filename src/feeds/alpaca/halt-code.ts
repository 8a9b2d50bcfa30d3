import type {TapeCode} from '../../core/events.ts';

/** Halt, volatility pause · trading resumption. Quotation resumption (Q) is still a halt, and changes nothing. */
const NASDAQ: ReadonlyMap<string, boolean> = new Map([
  ['H', true],
  ['P', true],
  ['T', false],
]);
/** Halt, limit-up limit-down pause · resume. The others (price indications, imbalances, …) change nothing. */
const CTA: ReadonlyMap<string, boolean> = new Map([
  ['2', true],
  ['F', true],
  ['3', false],
]);

/** Whether a status code says that trading stands still, that it goes on, or neither. */
export const haltedBy = (code: string, tape: TapeCode): boolean | undefined =>
  (tape === 'C' || tape === 'O' ? NASDAQ : CTA).get(code);
