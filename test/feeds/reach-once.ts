import {fromMillis} from '../../src/core/instant.ts';
import {lossOfError} from '../../src/feeds/close-reason.ts';
import {openWebSocket} from '../../src/feeds/connection/open-web-socket.ts';
import {getByHttp} from '../../src/feeds/get-by-http.ts';
import type {Loss} from '../../src/feeds/retry-policy.ts';

/** What became of one stream and one question to the same host. */
export type Reached = {readonly stream: string; readonly rest: string};

const wordsOf = (loss: Loss): string => (loss.kind === 'terminal' ? loss.fault.message : loss.why);

const stream = (url: URL): Promise<string> =>
  new Promise(resolve => {
    const socket = openWebSocket({
      url,
      headers: {},
      maxPayload: 1_024,
      now: () => fromMillis(Date.now()),
      onOpened: () => {
        resolve('opened');
        // The stream is `socket` by now: a handshake takes a turn of the loop.
        socket.drop();
      },
      onMessage: () => {},
      onPing: () => {},
      onPong: () => {},
      onLost: loss => resolve(wordsOf(loss)),
    });
  });

const rest = async (url: URL): Promise<string> => {
  try {
    const response = await getByHttp(url, {headers: {}, signal: AbortSignal.timeout(20_000)});
    return `${response.status} ${await response.text()}`;
  } catch (error) {
    return wordsOf(lossOfError(error instanceof Error ? error : new Error(String(error)), url.host));
  }
};

/** Tries a host both ways, with this process's trust and proxies. `host` is what follows `//`. */
export const reachOnce = async (host: string): Promise<Reached> => ({
  stream: await stream(new URL(`wss://${host}/stream`)),
  rest: await rest(new URL(`https://${host}/rest`)),
});

if (process.argv[2] === '--hosts') {
  const reached: Reached[] = [];
  for (const host of process.argv.slice(3)) reached.push(await reachOnce(host));
  process.stdout.write(JSON.stringify(reached), () => process.exit(0));
}
