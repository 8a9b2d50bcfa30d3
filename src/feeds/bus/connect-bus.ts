import type {NatsConnection} from '@nats-io/transport-node';
import {Fault} from '../../core/fault.ts';
import {type Instant, seconds} from '../../core/instant.ts';
import type {Clock} from '../../engine/ports.ts';
import {safeText} from '../../news/safe-text.ts';
import {backoff} from '../retry-policy.ts';
import type {BusAddress} from './bus-address.ts';

/** What a bus knows its clients by; nothing where it lets anybody in. */
export type BusCredentials =
  | {readonly kind: 'password'; readonly user: string; readonly password: string}
  | {readonly kind: 'token'; readonly token: string}
  /** The contents of a file of credentials: a JWT and the seed of its key. */
  | {readonly kind: 'creds'; readonly contents: Uint8Array}
  /** The seed of an nkey. */
  | {readonly kind: 'nkey'; readonly seed: Uint8Array};

export type BusOptions = {
  readonly address: BusAddress;
  readonly credentials: BusCredentials | undefined;
  readonly clock: Clock;
  readonly chance: () => number;
};

const CONNECT_TIMEOUT = seconds(10);
/** Without an answer to two of them the server counts as gone. */
const PING_EVERY = seconds(5);
const MOST_PENDING_PINGS = 2;

/** One connection to the bus, which is not mended: whoever has it begins anew. Rejects with a Fault where that cannot help. */
const connectOnce = async ({address, credentials}: BusOptions): Promise<NatsConnection> => {
  const {connect, credsAuthenticator, nkeyAuthenticator, tokenAuthenticator, usernamePasswordAuthenticator, errors} =
    await import('@nats-io/transport-node');
  const authenticator = () => {
    switch (credentials?.kind) {
      case 'password':
        return usernamePasswordAuthenticator(credentials.user, credentials.password);
      case 'token':
        return tokenAuthenticator(credentials.token);
      case 'creds':
        return credsAuthenticator(credentials.contents);
      case 'nkey':
        return nkeyAuthenticator(credentials.seed);
      default:
        return undefined;
    }
  };
  const known = authenticator();
  try {
    return await connect({
      name: 'tapewire',
      servers: [...address.servers],
      reconnect: false,
      timeout: CONNECT_TIMEOUT / 1_000,
      pingInterval: PING_EVERY / 1_000,
      maxPingOut: MOST_PENDING_PINGS,
      // Servers that one of them tells of could be reached by another way than was asked for.
      ignoreClusterUpdates: true,
      ...(address.tls ? {tls: {}} : {}),
      ...(known === undefined ? {} : {authenticator: known}),
    });
  } catch (error) {
    if (error instanceof errors.AuthorizationError || error instanceof errors.UserAuthenticationExpiredError)
      throw new Fault('feed/auth', `${address.servers[0]} refused the keys of the bus`, {
        remedy: 'check them: tapewire keys set nats, or NATS_CREDS, NATS_NKEY, NATS_TOKEN',
      });
    throw error;
  }
};

/** `127.0.0.1:4222: connection refused`, on one safe line. */
const troubleWords = ({servers}: BusAddress, error: unknown): string =>
  `${servers[0]}: ${safeText(error instanceof Error ? error.message : String(error), 160)}`;

/**
 * Works with a connection to the bus, and with another once that is lost or the work fails, with patience in between, until the
 * signal ends it. `work` ends by itself when its connection does. `onTrouble` hears why, and when it is tried again. Rejects
 * with a Fault where trying again cannot help.
 */
export const keepWorking = async (
  options: BusOptions,
  work: (bus: NatsConnection, useful: () => void) => Promise<void>,
  onTrouble: (why: string, retryAt: Instant) => void,
  signal: AbortSignal,
): Promise<void> => {
  const {address, clock, chance} = options;
  let failures = 0;
  while (!signal.aborted) {
    let why = `${address.servers[0]}: the connection was lost`;
    try {
      const bus = await connectOnce(options);
      const leave = (): void => void bus.close();
      signal.addEventListener('abort', leave, {once: true});
      try {
        await work(bus, () => {
          failures = 0;
        });
      } finally {
        signal.removeEventListener('abort', leave);
        await bus.close().catch(() => undefined);
      }
    } catch (error) {
      if (error instanceof Fault && error.terminal) throw error;
      why = error instanceof Fault ? error.message : troubleWords(address, error);
    }
    if (signal.aborted) return;
    failures += 1;
    const retryAt = (clock.now() + Math.max(backoff(failures, chance()), 200_000)) as Instant;
    onTrouble(why, retryAt);
    await clock.until(retryAt, signal).catch(() => undefined);
  }
};
