import type {Instant} from '../core/instant.ts';
import type {Ticker} from '../core/ticker.ts';
import type {Attribution} from './attribution.ts';
import type {DateNote} from './dates.ts';
import type {DealTerm} from './deal-terms.ts';
import type {CompanyNote, EntityNote} from './entities/entity-note.ts';
import type {EventNote} from './event-kind.ts';
import type {Form} from './form.ts';
import type {Mark} from './marks.ts';
import type {MoneyNote} from './money.ts';
import type {PercentNote} from './percents.ts';
import type {StageNote} from './stage-words.ts';

/** Grows whenever the same headline could get other notes than before. */
export const NOTES_VERSION = 2;

/** What the program reads in one headline. Every span counts UTF-16 units of the safe headline text; every note says why. */
export type Notes = {
  readonly version: number;
  /** Every mention of a company, person, product, regulator or outlet, in order of the text. */
  readonly entities: readonly EntityNote[];
  /** One entry a company, the most relevant first, with its stance. */
  readonly companies: readonly CompanyNote[];
  readonly money: readonly MoneyNote[];
  readonly percents: readonly PercentNote[];
  readonly dates: readonly DateNote[];
  readonly stages: readonly StageNote[];
  /** Told where the event is a deal. */
  readonly terms: readonly DealTerm[];
  readonly attribution: Attribution;
  readonly event: EventNote;
  readonly form: Form;
  /** 0 nobody needs to look … 100 everybody does, before novelty. */
  readonly importance: number;
  /** What to colour: in order of the text, never overlapping. */
  readonly marks: readonly Mark[];
};

/** What annotate reads of a headline; the text is safe already. */
export type Annotated = {
  readonly headline: string;
  readonly source: string;
  readonly symbols: readonly Ticker[];
  readonly at: Instant;
};
