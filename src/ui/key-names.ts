const SHOWN: Readonly<Record<string, string>> = {
  up: '↑',
  down: '↓',
  left: '←',
  right: '→',
  return: '⏎',
  escape: 'Esc',
  delete: 'Del',
  backspace: '⌫',
  tab: 'Tab',
  'shift+tab': '⇧Tab',
  'shift+left': '⇧←',
  'shift+right': '⇧→',
  pagedown: 'PgDn',
  pageup: 'PgUp',
  home: 'Home',
  end: 'End',
  '-': '−',
};

/** A key's name as people write it. */
export const formatKey = (key: string): string => SHOWN[key] ?? key.replace('ctrl+', 'Ctrl-');

const NAMED = new Set([
  'up',
  'down',
  'left',
  'right',
  'return',
  'escape',
  'space',
  'backspace',
  'delete',
  'tab',
  'shift+tab',
  'shift+left',
  'shift+right',
  'pagedown',
  'pageup',
  'home',
  'end',
]);

/** Whether a terminal can send a key of this name: a visible character, a named key, or Ctrl with a letter. */
export const isKeyName = (name: string): boolean =>
  NAMED.has(name) || /^ctrl\+[a-z]$/.test(name) || (/^[!-~]$/.test(name) && name.length === 1);
