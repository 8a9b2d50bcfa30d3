import {Worker} from 'node:worker_threads';
import {encode} from '@msgpack/msgpack';
import fc from 'fast-check';
import {expect, test} from 'vitest';
import {checkPackedClaims} from '../../../src/feeds/alpaca/packed-claims.ts';

const CODECS = {
  server: {file: 'impersonate-codec.ts', read: 'codec.msgpackCodec.read(frame)'},
  client: {file: 'wire-codec.ts', read: 'codec.parseFrame(frame)'},
} as const;

/** Lists in lists, each of which claims to be `length` long. */
const nestedLists = (depth: number, length: number): Buffer => {
  const frame = Buffer.alloc(5 * depth);
  for (let level = 0; level < depth; level++) {
    frame.writeUInt8(0xdd, 5 * level);
    frame.writeUInt32BE(length, 5 * level + 1);
  }
  return frame;
};

/** The exit code of a thread with little memory that reads `frame`. */
const readInLittleMemory = ({file, read}: {readonly file: string; readonly read: string}, frame: Buffer) => {
  const url = new URL(`../../../src/feeds/alpaca/${file}`, import.meta.url).href;
  const code = `import('${url}').then(codec => {
    const frame = require('node:worker_threads').workerData;
    try { ${read}; } catch {}
  })`;
  const thread = new Worker(code, {eval: true, workerData: frame, resourceLimits: {maxOldGenerationSizeMb: 64}});
  return new Promise(resolve => {
    thread.once('error', error => resolve(error));
    thread.once('exit', resolve);
  });
};

test.each(['server', 'client'] as const)('a frame of lists in lists does not take the memory of the %s', async side => {
  expect(await readInLittleMemory(CODECS[side], nestedLists(10_000, 60_000))).toBe(0);
});

test('a frame that claims more than it holds is refused, at whatever byte it is cut', () => {
  const frame = encode([{T: 't', S: 'AMZN', c: ['@', 'I'], p: 1.5, i: 2 ** 40, deep: [[[]]], long: 'x'.repeat(300)}]);
  for (let end = 0; end < frame.length; end++) {
    expect(() => checkPackedClaims(frame.subarray(0, end))).toThrow(RangeError);
  }
  expect(() => checkPackedClaims(nestedLists(1, 0xffff_ffff))).toThrow('claims more than it holds');
});

test('whatever can be packed is let through', () => {
  fc.assert(
    fc.property(
      fc.anything({withNullPrototype: false, maxDepth: 5}).map(value => JSON.parse(JSON.stringify(value) ?? 'null')),
      fc.uint8Array({minLength: 0, maxLength: 70_000}),
      fc.date({noInvalidDate: true, min: new Date(0), max: new Date('2500-01-01')}),
      (value, bytes, date) => checkPackedClaims(encode([value, bytes, date, 2 ** 52, -(2 ** 31), -1, 1.5, null, true])),
    ),
  );
});
