import type {Surroundings} from '../view/preferences.ts';

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

/** What the environment tells of the terminal. */
export const surroundingsOf = (env: Environment, settingsPath: string): Surroundings => ({
  unicode: isUtf8(env),
  light: isLight(env),
  settingsPath,
});
