import type {Ticker} from '../../core/ticker.ts';
import type {StanceNote} from '../stance/stance-note.ts';
import type {TextSpan} from '../words.ts';

/** `broker`: a bank or agency that rates others; `outlet`: a medium that reports. */
export type EntityKind = 'company' | 'broker' | 'regulator' | 'outlet' | 'person' | 'product';

/** Whose act the headline tells, whom it touches, who only stands by. */
export type Role = 'subject' | 'object' | 'background';

/** One mention in the text. */
export type EntityNote = TextSpan & {
  /** Who it is or belongs to: `AMZN`, `OPENAI`, `FTC`; Jassy and AWS are `AMZN` too. A name off the list is `~NAME`. */
  readonly id: string;
  readonly kind: EntityKind;
  /** The name as the list has it: `Andy Jassy`, `AWS`, `Amazon`. */
  readonly name: string;
  readonly role: Role;
  /** The rule or the listed words that made it. */
  readonly why: string;
};

/** A company over the whole headline. */
export type CompanyNote = {
  readonly id: string;
  readonly name: string;
  /** The listed name to show, where there is one: the feed's own spelling before the list's first. */
  readonly ticker: Ticker | undefined;
  /** Empty for a symbol that the feed gave and the text does not mention. */
  readonly mentions: readonly TextSpan[];
  readonly role: Role;
  /** 0 … 100. */
  readonly relevance: number;
  readonly stance: StanceNote;
};
