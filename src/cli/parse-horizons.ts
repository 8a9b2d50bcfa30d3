import {Fault} from '../core/fault.ts';
import {HORIZONS, type HorizonName} from '../market/reactions/horizons.ts';

/** `1m,15m,close` as horizons in time order, each once. */
export const parseHorizons = (text: string): readonly HorizonName[] => {
  const names = new Map(HORIZONS.map(({name}) => [name.replace('+', ''), name]));
  const asked = new Set(
    text.split(',').map(part => {
      const word = part.trim().toLowerCase().replace('+', '');
      const name = names.get(word);
      if (name !== undefined) return name;
      throw new Fault('usage', `no horizon ${JSON.stringify(part)}`, {
        remedy: `write some of ${[...names.keys()].join(',')}`,
      });
    }),
  );
  return HORIZONS.map(({name}) => name).filter(name => asked.has(name));
};
