import {safeText} from '../../news/safe-text.ts';
import type {SettingsValues} from '../../settings/settings-shape.ts';
import {colourLevel} from '../colour-level.ts';
import {surroundingsOf} from '../surroundings.ts';
import {type Check, checksOf} from './check.ts';

/** What is asked of the stream that the screen would be on. */
export type Terminal = {readonly isTTY?: boolean; readonly columns?: number; readonly rows?: number};

/** The least that every pane has a place on. */
const LEAST = {columns: 40, rows: 10} as const;

const checkSize = ({isTTY = false, columns = 0, rows = 0}: Terminal): Check => {
  const {good, bad, note} = checksOf('terminal');
  if (!isTTY) return note('size', 'no terminal here: lines instead of a screen');
  const says = `${columns}x${rows}`;
  return columns < LEAST.columns || rows < LEAST.rows
    ? bad('size', says, `make it ${LEAST.columns}x${LEAST.rows} or larger`)
    : good('size', says);
};

const NOTICES: Readonly<Record<SettingsValues['alertNotify'], string>> = {
  none: 'off (setting alertNotify)',
  osc9: 'by OSC 9: iTerm2, kitty, WezTerm, Windows Terminal',
  osc777: 'by OSC 777: rxvt, foot, Ghostty, WezTerm',
  both: 'by OSC 9 and OSC 777',
};

/** What the terminal can show and take, as far as its environment tells. */
export const checkTerminal = (
  env: NodeJS.ProcessEnv,
  terminal: Terminal,
  alertNotify: SettingsValues['alertNotify'],
): readonly Check[] => {
  const {good, bad, note} = checksOf('terminal');
  const term = safeText(env['TERM'] ?? '', 40);
  const colours = colourLevel(env);
  const tmux = (env['TMUX'] ?? '') !== '';
  const isDumb = terminal.isTTY === true && (term === '' || term === 'dumb');
  return [
    checkSize(terminal),
    isDumb
      ? bad('TERM', term === '' ? 'not set' : term, 'set it to what your terminal is, such as xterm-256color')
      : note('TERM', term === '' ? 'not set' : term),
    note('colours', colours === 0 ? 'none' : colours === 'truecolor' ? 'all' : String(colours)),
    surroundingsOf(env, '').unicode
      ? good('signs', 'Unicode')
      : note('signs', 'ASCII', 'set LANG to a locale of UTF-8 for the finer ones'),
    tmux
      ? note('copying', 'by OSC 52 through tmux', 'in tmux: set -g set-clipboard on')
      : note('copying', 'by OSC 52, where the terminal takes it'),
    tmux && alertNotify !== 'none'
      ? note('notices', `${NOTICES[alertNotify]}, through tmux`, 'in tmux: set -g allow-passthrough on')
      : note('notices', NOTICES[alertNotify]),
  ];
};
