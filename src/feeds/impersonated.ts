import type {Span} from '../core/instant.ts';
import type {EventFilter, WireEvent, WireMessage} from './wire-event.ts';

/** How one connection's frames are written. */
export type ServerCodec = {
  /** One data frame, of events that may stand in one. */
  readonly data: (events: readonly WireEvent[]) => string | Uint8Array;
  /** The events of each frame, in order; left out where a frame takes any. */
  readonly split?: (events: readonly WireEvent[]) => readonly (readonly WireEvent[])[];
  /** One control frame. */
  readonly control: (message: WireMessage) => string | Uint8Array;
  /** What a client's frame says, or undefined when it cannot be read. */
  readonly read: (frame: Uint8Array) => unknown;
  /** What is said again and again for as long as a connection is open. */
  readonly pulse?: {readonly every: Span; readonly message: WireMessage};
  /** What a client is told that does not read, and one whose day cannot be read on. */
  readonly slow: WireMessage;
  readonly broken: WireMessage;
};

/** What the server says next, one control frame a message, and whether it then hangs up. */
export type SessionReply = {
  readonly messages: readonly WireMessage[];
  readonly close: boolean;
  /** What is asked for has changed, and nothing is said of it. */
  readonly changed?: boolean;
};

/** The server's half of one connection's handshake: every message in gives what goes out, and nothing else happens. */
export type ServerSession = {
  /** What is said as soon as the socket is open. */
  readonly greet: () => SessionReply;
  /** Takes one decoded message of the client; undefined stands for a frame that could not be read. */
  readonly receive: (message: unknown) => SessionReply;
  /** The client's time to authenticate is over. */
  readonly expire: () => SessionReply;
  /** Whether an event belongs to what is asked for at this moment; later changes do not reach the answer. */
  readonly filter: () => EventFilter;
  /** Whether an answer confirms what is asked for. */
  readonly isEcho: (message: WireMessage) => boolean;
  /** Whether bars are asked for. */
  readonly wantsBars: () => boolean;
};

/** What the headers or the address of a request say of who asks. */
export type RequestAuth = 'none' | 'accepted' | 'refused';
