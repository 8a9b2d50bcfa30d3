import {expect, test} from 'vitest';
import {faultLine} from '../../src/core/fault.ts';
import {fromMillis, seconds} from '../../src/core/instant.ts';
import {lossOfClose, lossOfError, lossOfStatus, retryAfter} from '../../src/feeds/close-reason.ts';
import {checkedUrl} from '../../src/feeds/socket-url.ts';

const now = fromMillis(Date.UTC(2026, 0, 30, 14));

test.each([
  ['7', 7],
  ['Fri, 30 Jan 2026 14:00:30 GMT', 30],
  ['Fri, 30 Jan 2026 13:00:00 GMT', 0],
  ['soon', 0],
  [undefined, 0],
  ['999999999', 3_600],
])('Retry-After %s is %d s', (header, pause) => {
  expect(retryAfter(header, now)).toBe(seconds(pause));
});

test.each([401, 402, 403, 409, 301, 404])('HTTP %d stops, and says how to fix it', status => {
  const loss = lossOfStatus(status, undefined, now, 'example.com');
  expect(loss.kind).toBe('terminal');
  expect(loss.kind === 'terminal' && faultLine(loss.fault)).toMatch(/example\.com .+\(HTTP \d+\): (?:check|choose) /);
});

test.each([
  [429, 'throttled'],
  [500, 'transient'],
  [503, 'transient'],
  [408, 'transient'],
])('HTTP %d passes: %s', (status, kind) => {
  expect(lossOfStatus(status, undefined, now, 'example.com').kind).toBe(kind);
});

test('a close passes, and its words are made safe', () => {
  expect(lossOfClose(1006, '', 'h')).toEqual({kind: 'transient', why: 'h closed the connection (1006)'});
  const loss = lossOfClose(1011, '\u001b[2Joops', 'h');
  expect(loss).toEqual({kind: 'transient', why: 'h closed the connection (1011: oops)'});
});

test('an error without words shows its code', () => {
  expect(lossOfError(Object.assign(new Error(''), {code: 'EWHATEVER'}), 'h')).toEqual({
    kind: 'transient',
    why: 'h: EWHATEVER',
  });
});

test('where several addresses were tried, what they have in common is said', () => {
  const refused = Object.assign(new Error('connect ECONNREFUSED ::1:1'), {code: 'ECONNREFUSED'});
  expect(lossOfError(new AggregateError([refused, refused]), 'h')).toEqual({
    kind: 'transient',
    why: 'h: it refuses connections (ECONNREFUSED): check the address and its port',
  });
});

test.each(['ws://127.0.0.1:1/v2/iex', 'ws://localhost:1', 'ws://[::1]:1', 'wss://example.com/v2/iex'])(
  '%s is fine',
  url => {
    expect(checkedUrl(url, 'wss:', 'ws:').href.startsWith(url)).toBe(true);
  },
);

test.each([
  'ws://example.com',
  'ws://127.0.0.1.example.com',
  'ws://10.0.0.1',
  'https://example.com',
  'wss://id:secret@example.com',
  'wss://id:p@ss/secret@example.com',
  `wss://id:secret${'x'.repeat(200)}@example.com`,
  'nonsense',
])('%s is refused', url => {
  expect(() => checkedUrl(url, 'wss:', 'ws:')).toThrow(/^cannot connect to "(?!.*secret)/);
});
