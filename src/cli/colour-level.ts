import type {ColourLevel} from '../ui/theme.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * What colours the terminal can show. NO_COLOR (any text, see no-color.org) wins, then FORCE_COLOR (0 to 3), then
 * COLORTERM and TERM.
 */
export const colourLevel = (env: Environment): ColourLevel => {
  if (env['NO_COLOR'] !== undefined && env['NO_COLOR'] !== '') return 0;
  switch (env['FORCE_COLOR']) {
    case '0':
    case 'false':
      return 0;
    case '1':
      return 16;
    case '2':
      return 256;
    case '3':
      return 'truecolor';
  }
  if (/^(truecolor|24bit)$/i.test(env['COLORTERM'] ?? '')) return 'truecolor';
  const term = env['TERM'] ?? '';
  if (/-direct$/.test(term)) return 'truecolor';
  if (/-256(color)?$/i.test(term)) return 256;
  return term === '' || term === 'dumb' ? 0 : 16;
};
