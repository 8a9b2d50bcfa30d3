/** One piece of a body, its text safe. `depth` counts the lists that an item stands in, from 0. */
export type BodyBlock =
  | {readonly kind: 'paragraph' | 'heading' | 'quote'; readonly text: string}
  /** `mark` is `•`, a number with a full stop, or '' where an item goes on after a break. */
  | {readonly kind: 'item'; readonly text: string; readonly mark: string; readonly depth: number}
  /** Rows need not be equally long. */
  | {readonly kind: 'table'; readonly rows: readonly (readonly string[])[]};

/** A headline's body as it can be read: link n of the text is followed by `[n]`, and is `links[n - 1]`, a safe address. */
export type Body = {readonly blocks: readonly BodyBlock[]; readonly links: readonly string[]};
