import type {Loss} from '../retry-policy.ts';

/** What to do next: messages to send, whether the connection can be used from now on, why it must be given up. */
export type HandshakeStep<Phase> = {
  readonly phase: Phase;
  readonly send: readonly Readonly<Record<string, unknown>>[];
  readonly ready: boolean;
  readonly loss?: Loss;
};

/**
 * A provider's way from an open socket to one that delivers: keys, subscriptions, their confirmation. Pure: where it
 * stands is handed in and comes back. A provider that confirms nothing is ready at `begin`.
 */
export type Handshake<Phase, Control> = {
  readonly begin: () => HandshakeStep<Phase>;
  readonly receive: (phase: Phase, control: Control) => HandshakeStep<Phase>;
};
