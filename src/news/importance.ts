import type {Attribution} from './attribution.ts';
import type {EventKind, EventNote} from './event-kind.ts';
import type {Form} from './form.ts';
import type {MoneyNote} from './money.ts';

const BASE: Readonly<Record<EventKind, number>> = {
  deal: 50,
  earnings: 50,
  guidance: 50,
  regulatory: 42,
  legal: 36,
  macro: 40,
  capital: 36,
  management: 34,
  product: 28,
  analyst: 26,
  price_move: 20,
  opinion: 6,
  other: 12,
};
const FORM: Partial<Record<Form['kind'], number>> = {
  exclusive: 10,
  correction: 12,
  withdrawal: 14,
  roundup: -10,
  listicle: -10,
  promotion: -20,
  opinion: -4,
};

/** 0 … 100 from the event, its largest amount (a tenfold is worth 8, from $10M), its source and its form. */
export const importanceOf = (
  event: EventNote,
  money: readonly MoneyNote[],
  attribution: Attribution,
  form: Form,
): number => {
  const largest = money.reduce(
    (most, note) =>
      note.role === 'market_cap' || note.role === 'valuation' ? most : Math.max(most, note.high ?? note.value),
    0,
  );
  const size = event.kind === 'opinion' ? 0 : Math.min(32, Math.max(0, Math.log10(Math.max(1, largest / 1e7)) * 8));
  const source = (attribution.tier - 3) * 4;
  return Math.round(Math.min(100, Math.max(0, BASE[event.kind] + size + source + (FORM[form.kind] ?? 0))));
};
