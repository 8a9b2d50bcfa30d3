import {constants} from 'node:fs';
import {lstat, open} from 'node:fs/promises';
import {z} from 'zod';
import {Fault, isFault} from '../core/fault.ts';
import {safeText} from '../news/safe-text.ts';
import {GET_AGAIN} from './get-again.ts';
import {issueLine} from './json-codecs.ts';

/** No JSON file of a day is larger. */
const LARGEST_JSON = 8 * 1024 * 1024;

const refuse = (path: string, what: string, cause?: unknown): Fault =>
  new Fault('tape/corrupt', `${safeText(path, 500)}: ${what}`, {
    remedy: GET_AGAIN,
    cause,
  });

const readText = async (path: string): Promise<string> => {
  const place = await lstat(path).catch(() => undefined);
  if (place === undefined)
    throw new Fault('tape/missing', `${safeText(path, 500)} does not exist`, {remedy: GET_AGAIN});
  if (!place.isFile()) throw refuse(path, 'not a plain file');
  if (place.size > LARGEST_JSON) throw refuse(path, `${place.size} bytes are more than a day's file may have`);
  const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW);
  try {
    const bytes = Buffer.alloc(Number(place.size));
    const {bytesRead} = await file.read(bytes, 0, bytes.length, 0);
    return bytes.toString('utf8', 0, bytesRead);
  } finally {
    await file.close();
  }
};

/** A JSON file of a day, through its schema. Fault `tape/missing` without it, `tape/corrupt` when it is not right. */
export const readJson = async <S extends z.ZodType>(path: string, schema: S): Promise<z.output<S>> => {
  const text = await readText(path);
  try {
    const result = z.safeDecode(schema, JSON.parse(text));
    if (!result.success) throw refuse(path, issueLine(result.error));
    return result.data;
  } catch (cause) {
    throw isFault(cause) ? cause : refuse(path, 'not JSON', cause);
  }
};

/** The text of a JSON file; the same value gives the same bytes. */
export const formatJson = <S extends z.ZodType>(schema: S, value: z.output<S>): string =>
  `${JSON.stringify(z.encode(schema, value), null, 2)}\n`;
