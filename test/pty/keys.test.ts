import {afterEach, expect, test} from 'vitest';
import {openTerminal, type Terminal} from './terminal.ts';

const CANARY = 'canary-0123456789abcdef';
let terminal: Terminal | undefined;
afterEach(() => terminal?.close());

const ask = (): Terminal => {
  terminal = openTerminal(['keys', 'set', 'alpaca'], {env: {APCA_API_KEY_ID: '', APCA_API_SECRET_KEY: ''}});
  return terminal;
};

test('keys are asked for, corrected, and never seen', async () => {
  const screen = ask();
  await screen.see(/alpaca key ID \(not shown\): /);
  screen.press('PKWRONG\u0015PKTESTTESTTEST13\u007f2\r');
  await screen.see(/alpaca secret key \(not shown\): /);
  screen.press(`\u001b[200~${CANARY}\u001b[201~`);
  screen.press('\r');
  await screen.see(/kept in the file: alpaca ····ST12 ····cdef/);
  expect((await screen.exited).code).toBe(0);
  expect(screen.raw()).not.toContain('canary');
  expect(screen.raw()).not.toContain('PKTEST');
});

test('what is typed ahead answers the next question, unseen', async () => {
  const screen = ask();
  await screen.see(/key ID/);
  screen.press(`PKTESTTESTTEST12\r${CANARY}\r`);
  await screen.see(/kept in the file: alpaca ····ST12 ····cdef/);
  expect(screen.raw()).not.toContain('canary');
});

test.for(['\u0003', '\u0004'])('%j gives up and changes nothing', async key => {
  const screen = ask();
  await screen.see(/key ID/);
  screen.press(`PKTEST${key}`);
  expect((await screen.exited).code).toBe(2);
  expect(screen.text()).toMatch(/nothing was changed/);
});
