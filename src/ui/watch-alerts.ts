import {alertLinesOf, rulesOf} from '../market/alerts/alert-lines.ts';
import type {FiredAlert} from '../market/alerts/alert-rule.ts';
import type {AlertState} from '../market/alerts/alert-state.ts';
import {applyAlerts} from '../market/alerts/apply-alerts.ts';
import type {Snapshot} from '../market/snapshot.ts';
import {isMuted, logUntil, withFired} from '../view/alert-log.ts';
import {alertWords} from '../view/alert-words.ts';
import type {Preferences} from '../view/preferences.ts';
import type {UiState} from '../view/ui-state.ts';

/** Something to ring for, in one line of safe text. */
export type Announcement = Pick<Preferences, 'alertSound' | 'alertNotify'> & {readonly words: string};

const wordsOf = (fired: readonly FiredAlert[]): string | undefined => {
  const [first, ...more] = fired.filter(({outcome}) => outcome === 'fired').map(alertWords);
  return first === undefined || more.length === 0 ? first : `${more.length + 1} alerts: ${first}`;
};

/**
 * Looks at each published snapshot for the rules of the screen: what fired goes to the log and, unless it is muted, to
 * the bottom line and out of the screen. Gives the screen as it is then; the same while nothing fired.
 */
export const createAlertWatch = (
  announce: (announcement: Announcement) => void,
): ((ui: UiState, snapshot: Snapshot) => UiState) => {
  let state: AlertState | undefined;
  return (ui, snapshot) => {
    const rules = rulesOf(alertLinesOf(ui.preferences.alerts));
    const {state: next, fired} = applyAlerts(state, rules, snapshot);
    state = next;
    const log = logUntil(ui.alertLog, snapshot.clock.now);
    if (fired.length === 0) return log === ui.alertLog ? ui : {...ui, alertLog: log};
    const {preferences, overlay, listAt} = ui;
    const muted = isMuted(preferences, snapshot);
    const words = muted ? undefined : wordsOf(fired);
    if (words !== undefined) announce({words, ...preferences});
    return {
      ...ui,
      alertLog: withFired(log, fired, muted),
      // The row that is chosen stays so, whatever comes above it.
      listAt: overlay === 'alerts' && listAt >= preferences.alerts.length ? listAt + fired.length : listAt,
      notice: words === undefined ? ui.notice : `! ${words}`,
    };
  };
};
