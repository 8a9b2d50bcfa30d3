import {decode} from '@msgpack/msgpack';
import {WebSocket} from 'ws';
import {decodeMark} from '../../src/feeds/replay-mark.ts';

export type Message = Readonly<Record<string, unknown>>;

/** What came over one socket, in order. A mark stands among the messages as `{T: 'mark', epoch, at}`. */
export type StreamClient = {
  readonly socket: WebSocket;
  readonly messages: readonly Message[];
  readonly say: (message: object) => void;
  /** Settles with the first message, old or new, that fits. */
  readonly see: (fits: (message: Message) => boolean) => Promise<Message>;
  readonly closed: Promise<number>;
  readonly of: (...types: readonly string[]) => readonly Message[];
};

export const KEYS = {id: 'test-key', secret: 'test-secret'};

export type ClientOptions = {
  readonly headers?: Readonly<Record<string, string>>;
  readonly msgpack?: boolean;
};

export const openClient = (url: string, {headers = {}, msgpack = false}: ClientOptions = {}): StreamClient => {
  const socket = new WebSocket(url, {
    perMessageDeflate: false,
    headers: {...(msgpack ? {'content-type': 'application/msgpack'} : {}), ...headers},
  });
  const messages: Message[] = [];
  const waiting = new Set<() => void>();
  const take = (...added: readonly Message[]): void => {
    messages.push(...added);
    for (const check of [...waiting]) check();
  };
  socket.on('message', (data: Buffer, binary) => {
    take(...((binary ? decode(data) : JSON.parse(data.toString('utf8'))) as readonly Message[]));
  });
  socket.on('ping', data => {
    const mark = decodeMark(data.toString('latin1'));
    take(mark === undefined ? {T: 'ping'} : {T: 'mark', ...mark});
  });
  socket.on('error', () => undefined);
  const closed = new Promise<number>(resolve => socket.once('close', resolve));
  return {
    socket,
    messages,
    say: message => socket.send(JSON.stringify(message)),
    see: fits =>
      new Promise((resolve, reject) => {
        const check = (): void => {
          const found = messages.find(fits);
          if (found === undefined) return;
          waiting.delete(check);
          resolve(found);
        };
        waiting.add(check);
        void closed.then(code => reject(new Error(`closed with ${code} after ${JSON.stringify(messages.slice(-3))}`)));
        check();
      }),
    closed,
    of: (...types) => messages.filter(message => types.includes(String(message['T']))),
  };
};

/** A client that authenticated with its first message. */
export const readyClient = async (url: string, options?: ClientOptions): Promise<StreamClient> => {
  const client = openClient(url, {
    ...options,
    headers: {'apca-api-key-id': KEYS.id, 'apca-api-secret-key': KEYS.secret, ...options?.headers},
  });
  await client.see(message => message['msg'] === 'authenticated');
  return client;
};
