import {describe, expect, test} from 'vitest';
import {assertNever, Fault, faultLine, isFault} from '../../src/core/fault.ts';

describe('faults', () => {
  test('say what is wrong and what to do on one line', () => {
    const fault = new Fault('server/port', 'port 9001 is taken', {remedy: 'choose another with --port'});
    expect(faultLine(fault)).toBe('port 9001 is taken: choose another with --port');
    expect(faultLine(new Fault('usage', 'no such day'))).toBe('no such day');
  });

  test('are told from other errors, keep their cause and are terminal unless said otherwise', () => {
    const cause = new Error('ECONNREFUSED');
    const fault = new Fault('feed/unreachable', 'no answer', {terminal: false, cause});
    expect([isFault(fault), isFault(cause), isFault('usage')]).toEqual([true, false, false]);
    expect([fault.terminal, new Fault('usage', 'x').terminal]).toEqual([false, true]);
    expect(fault.cause).toBe(cause);
    expect(fault).toBeInstanceOf(Error);
  });

  test('a case that cannot be says which it was', () => {
    expect(() => assertNever('maybe' as never)).toThrow('unreachable: "maybe"');
  });
});
