import type {Instant} from '../core/instant.ts';
import type {ServerCodec} from '../feeds/impersonated.ts';
import type {WireEvent} from '../feeds/wire-event.ts';
import type {SocketWriter} from './socket-writer.ts';

/** Most messages in one frame. */
const FRAME = 100;

/** Sends events in frames, in order; settles false once the socket is gone. */
export type EventSender = (events: readonly WireEvent[]) => Promise<boolean>;

const createFrameSender =
  (writer: SocketWriter, codec: ServerCodec): EventSender =>
  async events => {
    for (let from = 0; from < events.length; from += FRAME) {
      const some = events.slice(from, from + FRAME);
      for (const frame of codec.split?.(some) ?? [some]) if (!(await writer.data(codec.data(frame)))) return false;
    }
    return true;
  };

/** Parts the events where the moment of receipt changes. */
const byReceipt = (events: readonly WireEvent[]): readonly (readonly WireEvent[])[] => {
  const groups: WireEvent[][] = [];
  for (const event of events) {
    const group = groups.at(-1);
    if (group?.[0]?.receivedAt === event.receivedAt) group.push(event);
    else groups.push([event]);
  }
  return groups;
};

export type EventSenderOptions = {
  readonly writer: SocketWriter;
  readonly codec: ServerCodec;
  /** Called after each moment at which something became known; for the wire, where that moment matters. */
  readonly afterEach?: ((at: Instant) => void) | undefined;
};

export const createEventSender = ({writer, codec, afterEach}: EventSenderOptions): EventSender => {
  const sendFrames = createFrameSender(writer, codec);
  if (afterEach === undefined) return sendFrames;
  return async events => {
    for (const group of byReceipt(events)) {
      const at = group[0]?.receivedAt;
      if (!(await sendFrames(group))) return false;
      if (at !== undefined) afterEach(at);
    }
    return true;
  };
};
