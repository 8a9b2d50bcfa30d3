import type {Phase} from '../../core/calendar.ts';
import {minutes, type Span, seconds} from '../../core/instant.ts';
import type {Channel} from './channel.ts';

/** How long a channel may say nothing, in one part of the day, before its connection counts as mute. */
export type StaleRule = {
  readonly channel: Channel;
  readonly phase: Phase;
  /** For a channel that was busy when it last spoke (BUSY_COUNT a minute). */
  readonly busy: Span;
  /** For any other, which may have nothing to say; undefined: for ever. */
  readonly quiet: Span | undefined;
};

/** Events in a minute that make a channel busy: half a minute of silence is then chance once in twenty thousand. */
export const BUSY_COUNT = 20;
export const BUSY_WINDOW = minutes(1);

/**
 * Connections have stayed open for hours, answering pings, without a single trade. Only trading hours tell: before and
 * after them a burst is followed by silence, and news and halts come when they come, so there no rule holds.
 */
const STALE_RULES: readonly StaleRule[] = [
  {channel: 'trades', phase: 'regular', busy: seconds(30), quiet: minutes(5)},
  {channel: 'quotes', phase: 'regular', busy: seconds(30), quiet: undefined},
  {channel: 'bars', phase: 'regular', busy: seconds(150), quiet: undefined},
];

/** The rules for a connection with these channels: one that was not subscribed to owes nothing. */
export const staleRulesFor = (channels: readonly Channel[]): readonly StaleRule[] =>
  STALE_RULES.filter(({channel}) => channels.includes(channel));
