import type {Ticker} from '../../core/ticker.ts';
import type {Reaction} from '../reactions/reaction.ts';
import type {WireItem} from '../snapshot.ts';

/** What one name did after a headline, and how surely, all the day's tests in view. */
export type StudyRow = {
  readonly reaction: Reaction;
  /** Named by the headline, or just watched. */
  readonly named: boolean;
  /** Two-sided, of the primary horizon's t by the normal distribution; undefined where no test was made. */
  readonly p: number | undefined;
  /** The least false discovery rate over all tests of the study at which this one is a discovery. */
  readonly adjustedP: number | undefined;
  /** So far from usual that it is worth an alert. */
  readonly alert: boolean;
};

/** A headline that starts a clock of its own, and what each watched name did after it. */
export type StudyEvent = {
  readonly item: WireItem;
  /** The others of its story that count from its moment (reprints, corrections, updates soon after), oldest first. */
  readonly alike: readonly WireItem[];
  /** The watched name that it is about most; undefined when it is about none. */
  readonly about: Ticker | undefined;
  readonly rows: readonly StudyRow[];
};
