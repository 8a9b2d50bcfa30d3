import {type AlertLine, alertLinesOf} from '../market/alerts/alert-lines.ts';
import type {Snapshot} from '../market/snapshot.ts';
import type {AlertEntry} from './alert-log.ts';
import {alertWords} from './alert-words.ts';
import {formatClock} from './format.ts';
import type {UiState} from './ui-state.ts';

/** A line of the alerts: a rule, or below the rules one that fired. */
export type AlertRow =
  | {
      readonly kind: 'rule';
      readonly line: AlertLine;
      readonly state: 'on' | 'off' | 'broken';
      /** What is wrong with it, or how often it fired and when last. */
      readonly aside: string;
    }
  | {
      readonly kind: 'fired';
      readonly entry: AlertEntry;
      readonly unseen: boolean;
      readonly time: string;
      readonly words: string;
      /** `muted`, `late, not fired`, or ''. */
      readonly aside: string;
    };

const watchedProblem = ({rule}: AlertLine, {file}: Snapshot): string | undefined => {
  const test = rule?.test.kind === 'then' ? rule.test.move : rule?.test;
  if (test === undefined || test.kind === 'headline' || test.symbol === 'any') return undefined;
  return file.day.symbols.includes(test.symbol) ? undefined : `${test.symbol} is not watched here`;
};

const ruleRow = (line: AlertLine, snapshot: Snapshot, entries: readonly AlertEntry[]): AlertRow => {
  if (line.rule === undefined) return {kind: 'rule', line, state: 'broken', aside: line.error ?? ''};
  const fired = entries.filter(({rule, outcome}) => rule === line.asks && outcome === 'fired');
  const last = fired[0] === undefined ? '' : `fired ${fired.length}×, last ${formatClock(fired[0].at)}`;
  return {
    kind: 'rule',
    line,
    state: line.rule.enabled ? 'on' : 'off',
    aside: watchedProblem(line, snapshot) ?? last,
  };
};

/** The rules in the person's order, then what fired, newest first. */
export const alertRows = (snapshot: Snapshot, ui: UiState): readonly AlertRow[] => {
  const {entries, seen} = ui.alertLog;
  return [
    ...alertLinesOf(ui.preferences.alerts).map(line => ruleRow(line, snapshot, entries)),
    ...entries.map(
      (entry): AlertRow => ({
        kind: 'fired',
        entry,
        unseen: entry.order > seen && entry.outcome === 'fired',
        time: formatClock(entry.at),
        words: alertWords(entry),
        aside: entry.outcome === 'late' ? 'late, not fired' : entry.muted ? 'muted' : '',
      }),
    ),
  ];
};
