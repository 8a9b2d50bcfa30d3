import {once} from 'node:events';
import {createServer, type IncomingHttpHeaders, type ServerResponse} from 'node:http';
import type {AddressInfo} from 'node:net';

export type Heard = {readonly path: string; readonly headers: IncomingHttpHeaders};
export type PageServer = {
  readonly url: string;
  readonly heard: readonly Heard[];
  readonly close: () => Promise<void>;
};

/** An HTTP server on this machine that answers as `answer` says. */
export const startPageServer = async (
  answer: (request: Heard, response: ServerResponse) => void,
): Promise<PageServer> => {
  const heard: Heard[] = [];
  const server = createServer((request, response) => {
    const said = {path: request.url ?? '', headers: request.headers};
    heard.push(said);
    answer(said, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    heard,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
};
