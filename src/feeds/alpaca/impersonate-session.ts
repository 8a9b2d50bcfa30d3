import type {RequestAuth, ServerSession, SessionReply} from '../impersonated.ts';
import type {WireMessage} from '../wire-event.ts';
import {acceptsKeys, type Keys} from './impersonate-auth.ts';
import {errorMessage, type StreamErrorCode} from './impersonate-errors.ts';
import {createSubscriptions, type Endpoint, type Subscriptions} from './impersonate-subscriptions.ts';

export type SessionOptions = {
  readonly endpoint: Endpoint;
  readonly keys: Keys;
  readonly headerAuth: RequestAuth;
  /** Most names over trades and quotes together; unlimited when undefined. */
  readonly symbolCap?: number | undefined;
  /** False when the account's plan lacks this endpoint. */
  readonly entitled?: boolean;
  /** Asked once the keys are right: false when another connection already has this endpoint. */
  readonly admit?: () => boolean;
};

/** The server's half of one connection's handshake. */
export type ImpersonatedSession = ServerSession & {
  readonly isReady: () => boolean;
  readonly subscriptions: Subscriptions;
};

const BAR_CHANNELS = ['bars', 'updatedBars', 'dailyBars'] as const;

const say = (...messages: readonly WireMessage[]): SessionReply => ({messages, close: false});
const refuse = (code: StreamErrorCode): SessionReply => say(errorMessage(code));

const isRecord = (value: unknown): value is WireMessage =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A machine of two states, waiting for keys and ready; every message in gives what goes out, and nothing else happens. */
export const createImpersonatedSession = (options: SessionOptions): ImpersonatedSession => {
  let ready = false;
  const subscriptions = createSubscriptions(options.endpoint, options.symbolCap);

  const authenticate = (accepted: boolean): WireMessage => {
    if (!accepted) return errorMessage(402);
    if (options.entitled === false) return errorMessage(409);
    if (options.admit?.() === false) return errorMessage(406);
    ready = true;
    return {T: 'success', msg: 'authenticated'};
  };

  const greet = (): SessionReply => {
    const greeting = {T: 'success', msg: 'connected'};
    if (options.headerAuth === 'none') return say(greeting);
    return say(greeting, authenticate(options.headerAuth === 'accepted'));
  };

  const receive = (message: unknown): SessionReply => {
    if (!isRecord(message)) return refuse(400);
    switch (message['action']) {
      case 'auth': {
        if (ready) return refuse(403);
        const {key, secret} = message;
        if (typeof key !== 'string' || typeof secret !== 'string') return refuse(400);
        return say(authenticate(acceptsKeys(options.keys, key, secret)));
      }
      case 'subscribe':
      case 'unsubscribe': {
        if (!ready) return refuse(401);
        const code = subscriptions.change(message, message['action'] === 'unsubscribe');
        return code === undefined ? say(subscriptions.echo()) : refuse(code);
      }
      default:
        return refuse(ready ? 400 : 401);
    }
  };

  const expire = (): SessionReply => (ready ? say() : {messages: [errorMessage(404)], close: true});

  return {
    greet,
    receive,
    expire,
    isReady: () => ready,
    subscriptions,
    filter: subscriptions.filter,
    isEcho: message => message['T'] === 'subscription',
    wantsBars: () => BAR_CHANNELS.some(subscriptions.has),
  };
};
