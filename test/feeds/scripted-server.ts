import {once} from 'node:events';
import {createServer, type IncomingMessage, type ServerResponse} from 'node:http';
import type {AddressInfo} from 'node:net';
import {type WebSocket, WebSocketServer} from 'ws';

/** One connection as the test sees it. `received` are the JSON messages of the client, in order. */
export type ScriptedConnection = {
  readonly socket: WebSocket;
  readonly path: string;
  readonly received: Record<string, unknown>[];
  readonly send: (...messages: readonly unknown[]) => void;
};

export type Script = {
  readonly onConnection?: (connection: ScriptedConnection, index: number) => void;
  readonly onMessage?: (connection: ScriptedConnection, message: Record<string, unknown>) => void;
  /** Answers an upgrade with an HTTP status instead, where it gives one. */
  readonly refuse?: (
    index: number,
    path: string,
  ) => {readonly status: number; readonly headers?: Record<string, string>} | undefined;
  readonly onRequest?: (request: IncomingMessage, response: ServerResponse) => void;
};

export type ScriptedServer = {
  readonly wsUrl: string;
  readonly httpUrl: string;
  readonly connections: readonly ScriptedConnection[];
  /** Upgrades asked for, refused ones too. */
  readonly attempts: () => number;
  /** Questions asked by HTTP. */
  readonly requests: () => number;
  readonly close: () => Promise<void>;
};

/** A WebSocket and HTTP server on a free loopback port that does what a test tells it to. */
export const startScriptedServer = async (script: Script): Promise<ScriptedServer> => {
  const connections: ScriptedConnection[] = [];
  let attempts = 0;
  let requests = 0;
  const http = createServer((request, response) => {
    requests += 1;
    script.onRequest?.(request, response);
  });
  const sockets = new WebSocketServer({noServer: true});
  http.on('upgrade', (request, stream, head) => {
    attempts += 1;
    const refusal = script.refuse?.(attempts - 1, request.url ?? '');
    if (refusal !== undefined) {
      const headers = Object.entries(refusal.headers ?? {}).map(([name, value]) => `${name}: ${value}\r\n`);
      stream.end(`HTTP/1.1 ${refusal.status} No\r\n${headers.join('')}Content-Length: 0\r\n\r\n`);
      return;
    }
    sockets.handleUpgrade(request, stream, head, socket => {
      const connection: ScriptedConnection = {
        socket,
        path: request.url ?? '',
        received: [],
        send: (...messages) => socket.send(JSON.stringify(messages)),
      };
      connections.push(connection);
      socket.on('error', () => {});
      socket.on('message', data => {
        const message: Record<string, unknown> = JSON.parse(data.toString());
        connection.received.push(message);
        script.onMessage?.(connection, message);
      });
      script.onConnection?.(connection, connections.length - 1);
    });
  });
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  const {port} = http.address() as AddressInfo;
  return {
    wsUrl: `ws://127.0.0.1:${port}`,
    httpUrl: `http://127.0.0.1:${port}`,
    connections,
    attempts: () => attempts,
    requests: () => requests,
    close: async () => {
      for (const {socket} of connections) socket.terminate();
      http.closeAllConnections();
      http.close();
      await once(http, 'close');
    },
  };
};

/** Greets, accepts the keys `id`/`secret`, echoes subscriptions: what every well-behaved stream does. */
export const wellBehaved = (onSubscribed: (connection: ScriptedConnection) => void = () => {}): Script => ({
  onConnection: connection => connection.send({T: 'success', msg: 'connected'}),
  onMessage: (connection, message) => {
    if (message['action'] === 'auth') {
      const right = message['key'] === 'id' && message['secret'] === 'secret';
      connection.send(right ? {T: 'success', msg: 'authenticated'} : {T: 'error', code: 402, msg: 'auth failed'});
    } else if (message['action'] === 'subscribe') {
      const {action: _, ...channels} = message;
      connection.send({T: 'subscription', ...channels});
      onSubscribed(connection);
    }
  },
});

/** Lets sockets of this process talk for a while. */
export const settleSockets = async (): Promise<void> => {
  for (let turn = 0; turn < 40; turn++) await new Promise(resolve => setImmediate(resolve));
};

/** Waits, giving sockets their turns, until something holds. The test's own timeout is the limit. */
export const eventually = async (holds: () => boolean): Promise<void> => {
  while (!holds()) await new Promise(resolve => setImmediate(resolve));
};
