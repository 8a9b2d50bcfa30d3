import {type Instant, instant} from '../core/instant.ts';

/**
 * A replay's clock, sent by our server as the payload of a WebSocket ping on each of its sockets: "everything known by
 * `at` has been sent on this socket". Pings keep their place among data frames and every client answers them, so the
 * vendor's frames stay exactly the vendor's. `epoch` grows whenever the replay starts again from the day's beginning; on
 * a socket that is open then, the new epoch's first mark goes before its first event, so that the client can tell what
 * belongs to which. A headline's mark follows it directly and is the moment it became known.
 */
export type ReplayMark = {readonly epoch: number; readonly at: Instant};

const SHAPE = /^tapewire (\d{1,9}) (-?\d{1,16})$/;

/** At most 125 bytes, as a control frame must be. */
export const encodeMark = (mark: ReplayMark): string => `tapewire ${mark.epoch} ${mark.at}`;

/** The mark in a ping's payload, or undefined: an ordinary ping says nothing of time. */
export const decodeMark = (payload: string): ReplayMark | undefined => {
  const match = SHAPE.exec(payload);
  return match === null ? undefined : {epoch: Number(match[1]), at: instant(Number(match[2]))};
};
