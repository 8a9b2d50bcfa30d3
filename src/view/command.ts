import type {Ticker} from '../core/ticker.ts';
import type {DayChoice} from './day-choice.ts';
import type {LayoutName} from './preferences.ts';

/** The four panes, in the order that Tab walks them. */
export const PANES = ['watch', 'chart', 'deals', 'wire'] as const;
export type PaneName = (typeof PANES)[number];

/** What the line at the bottom can ask for. */
export type PromptKind =
  | 'time'
  | 'filter'
  | 'command'
  | 'setting'
  | 'link'
  | 'deals-filter'
  | 'merge'
  | 'reassign'
  | 'alert'
  | 'alert-edit';

/** Those that choose from a list above the line. */
export const LIST_PROMPTS: ReadonlySet<PromptKind> = new Set(['command', 'merge', 'reassign']);

/** All that a key can make. Moving is `by` rows, columns or places; negative is back, up or left. */
export type Command =
  | {readonly kind: 'move'; readonly by: number}
  | {readonly kind: 'end'; readonly which: 'first' | 'last'}
  | {readonly kind: 'crosshair'; readonly by: number}
  | {readonly kind: 'focus'; readonly pane: PaneName}
  | {readonly kind: 'turn'; readonly by: 1 | -1}
  | {readonly kind: 'open'}
  | {readonly kind: 'back'}
  | {readonly kind: 'unread'; readonly by: 1 | -1}
  | {readonly kind: 'symbol'; readonly by: 1 | -1}
  | {readonly kind: 'reaction-kind'}
  | {readonly kind: 'wire-order'}
  | {readonly kind: 'interval'; readonly by: 1 | -1}
  | {readonly kind: 'chart-kind'}
  | {readonly kind: 'compare'}
  | {readonly kind: 'compare-base'}
  | {readonly kind: 'four-up'}
  /** The chart's time: 1 is closer, and a quarter of the window on. */
  | {readonly kind: 'zoom-time'; readonly by: 1 | -1}
  | {readonly kind: 'pan'; readonly by: 1 | -1}
  | {readonly kind: 'zoom'}
  | {readonly kind: 'help'}
  | {readonly kind: 'days'}
  /** The days at hand were read. */
  | {readonly kind: 'days-known'; readonly days: readonly DayChoice[]}
  | {readonly kind: 'open-day'; readonly name: string}
  | {readonly kind: 'settings'}
  | {readonly kind: 'alerts'}
  | {readonly kind: 'health'}
  /** Whether alerts ring in a replay. */
  | {readonly kind: 'alerts-in-replay'}
  /** Deletes what is chosen in a list. */
  | {readonly kind: 'remove'}
  | {readonly kind: 'layout'; readonly by: 1 | -1}
  | {readonly kind: 'set-layout'; readonly layout: LayoutName}
  | {readonly kind: 'theme'; readonly by: 1 | -1}
  | {readonly kind: 'select-headline'; readonly id: string}
  | {readonly kind: 'select-symbol'; readonly symbol: Ticker}
  | {readonly kind: 'select-deal'; readonly deal: string}
  /** The replay to the moment of what is chosen. */
  | {readonly kind: 'replay-from'}
  /** The chosen deal, or the chosen event of one, put elsewhere by hand. */
  | {readonly kind: 'merge-into'; readonly deal: string}
  | {readonly kind: 'reassign-to'; readonly deal: string}
  | {readonly kind: 'split'; readonly later: boolean}
  /** The chosen suggestion is one of its deal's events, or is not. */
  | {readonly kind: 'judge-suggestion'; readonly fits: boolean}
  | {readonly kind: 'pin'}
  | {readonly kind: 'undo-act'}
  /** The headline or the deal as text to the clipboard. */
  | {readonly kind: 'copy'}
  /** The headline's own link, or footnote `note` of its body, from 1. */
  | {readonly kind: 'open-link'; readonly note?: number}
  | {readonly kind: 'save-frame'; readonly as: 'text' | 'svg'}
  /** One line that answers what was asked before. */
  | {readonly kind: 'say'; readonly words: string}
  /** The pointer's wheel and button, in cells from the top left of the screen. */
  | {readonly kind: 'wheel'; readonly x: number; readonly y: number; readonly by: number}
  | {readonly kind: 'click'; readonly x: number; readonly y: number}
  | {readonly kind: 'ask'; readonly prompt: PromptKind}
  /** Text for the prompt that is open; it never presses keys. */
  | {readonly kind: 'type'; readonly text: string}
  | {readonly kind: 'erase'}
  | {readonly kind: 'erase-all'}
  | {readonly kind: 'submit'}
  | {readonly kind: 'toggle-pause'}
  | {readonly kind: 'speed'; readonly by: 1 | -1}
  | {readonly kind: 'step'; readonly unit: 'event' | 'bar'}
  | {readonly kind: 'jump'; readonly by: 1 | -1}
  | {readonly kind: 'restart'}
  /** Feeds that stopped for good try again, with the keys as they are now. */
  | {readonly kind: 'reconnect'}
  /** To the background: the shell's prompt comes back, `fg` returns. */
  | {readonly kind: 'redraw'}
  | {readonly kind: 'suspend'}
  | {readonly kind: 'quit'};
