import {randomBytes} from 'node:crypto';

/** A number in [0, 1) that nobody can foretell; handed to whatever has to spread its retries. */
export const chance = (): number => randomBytes(4).readUInt32LE() / 2 ** 32;
