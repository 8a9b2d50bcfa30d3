import {safeText} from '../news/safe-text.ts';
import type {Surroundings} from '../view/preferences.ts';
import {colourLevel} from './colour-level.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** Whether the locale is one of UTF-8: LC_ALL wins over LC_CTYPE over LANG (POSIX). None set says nothing against it. */
const isUtf8 = (env: Environment): boolean => {
  const locale = [env['LC_ALL'], env['LC_CTYPE'], env['LANG']].find(value => value !== undefined && value !== '');
  return locale === undefined || /utf-?8/i.test(locale);
};

/** `COLORFGBG=0;15`: the last number is the background's colour; 7 and 15 are white, 9 to 14 bright. */
const isLight = (env: Environment): boolean => {
  const background = Number(/(?:^|;)(\d+)$/.exec(env['COLORFGBG'] ?? '')?.[1] ?? 0);
  return background === 7 || (background >= 9 && background <= 15);
};

const NAMES = ['TERM', 'TERM_PROGRAM', 'COLORTERM'] as const;

/** What the terminal says it is: `xterm-256color, tmux 3.3a, truecolor, inside tmux, by ssh`. */
export const terminalWords = (env: Environment): string => {
  const said = NAMES.map(name => env[name] ?? '').filter(value => value !== '');
  const colours = colourLevel(env);
  return [
    ...said.map(value => safeText(value, 40)),
    colours === 0 ? 'no colour' : colours === 'truecolor' ? 'all colours' : `${colours} colours`,
    ...((env['TMUX'] ?? '') === '' ? [] : ['inside tmux']),
    ...((env['SSH_CONNECTION'] ?? '') === '' ? [] : ['by ssh']),
  ].join(', ');
};

/** What the environment tells of the terminal. */
export const surroundingsOf = (env: Environment, settingsPath: string): Surroundings => ({
  unicode: isUtf8(env),
  light: isLight(env),
  settingsPath,
  terminal: terminalWords(env),
});
