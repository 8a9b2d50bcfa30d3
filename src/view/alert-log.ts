import type {Instant} from '../core/instant.ts';
import type {FiredAlert} from '../market/alerts/alert-rule.ts';
import type {Snapshot} from '../market/snapshot.ts';
import type {Preferences} from './preferences.ts';

/** An alert on the log. `order` grows by one an alert; `muted` made no sound. */
export type AlertEntry = FiredAlert & {readonly order: number; readonly muted: boolean};

/** What fired, newest first, and the order up to which it was looked at. */
export type AlertLog = {readonly entries: readonly AlertEntry[]; readonly seen: number};

export const NO_ALERTS: AlertLog = {entries: [], seen: 0};

const MOST_ENTRIES = 500;

/** Whether alerts make no sound: in a replay, unless asked. */
export const isMuted = (preferences: Preferences, {clock}: Snapshot): boolean =>
  clock.mode === 'replay' && !preferences.alertsInReplay;

/** The log with what fired, given oldest first. */
export const withFired = ({entries, seen}: AlertLog, fired: readonly FiredAlert[], muted: boolean): AlertLog => {
  const last = Math.max(seen, entries[0]?.order ?? 0);
  const added = fired.map((alert, index): AlertEntry => ({...alert, order: last + 1 + index, muted}));
  return {entries: [...added.reverse(), ...entries].slice(0, MOST_ENTRIES), seen};
};

/** The log as it was at `now`: after a clock was set back, what comes later has not happened. The same log when all has. */
export const logUntil = (log: AlertLog, now: Instant): AlertLog =>
  log.entries.every(({at}) => at <= now) ? log : {...log, entries: log.entries.filter(({at}) => at <= now)};

/** All of it was looked at. */
export const allSeen = (log: AlertLog): AlertLog => {
  const last = log.entries[0]?.order ?? log.seen;
  return last <= log.seen ? log : {...log, seen: last};
};

/** What fired and was not looked at; what came late asks for no look. */
export const unseenAlerts = ({entries, seen}: AlertLog): readonly AlertEntry[] =>
  entries.filter(({order, outcome}) => order > seen && outcome === 'fired');
