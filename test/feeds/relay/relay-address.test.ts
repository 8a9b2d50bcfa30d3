import {expect, test} from 'vitest';
import {relayUrl} from '../../../src/feeds/relay/relay-address.ts';

test.each([
  ['127.0.0.1', 'ws://127.0.0.1:8766/relay'],
  ['localhost:9000', 'ws://localhost:9000/relay'],
  ['[::1]:9000', 'ws://[::1]:9000/relay'],
  ['desk', 'wss://desk:8766/relay'],
  ['10.1.2.3:9000', 'wss://10.1.2.3:9000/relay'],
  ['wss://desk.example.com', 'wss://desk.example.com/relay'],
  ['wss://desk.example.com/tapes/relay', 'wss://desk.example.com/tapes/relay'],
])('%s is %s', (text, url) => {
  expect(relayUrl(text).href).toBe(url);
});

test.each([
  ['ws://desk:8766', /wss:\/\//],
  ['http://desk', /wss:\/\//],
  ['wss://user:secret@desk', /keys do not belong/],
  ['desk:8766:9', /HOST:PORT/],
  ['', /HOST:PORT/],
  ['de sk', /HOST:PORT/],
])('%s is refused', (text, remedy) => {
  let fault: unknown;
  try {
    relayUrl(text);
  } catch (error) {
    fault = error;
  }
  expect(fault).toMatchObject({code: 'usage', remedy: expect.stringMatching(remedy)});
  expect(JSON.stringify(fault)).not.toContain('secret');
});
