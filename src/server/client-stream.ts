import type {TapeEvent} from '../core/events.ts';
import type {Instant} from '../core/instant.ts';
import {conflateQuotes} from '../feeds/conflate-quotes.ts';
import type {ServerCodec} from '../feeds/impersonated.ts';
import {encodeMark} from '../feeds/replay-mark.ts';
import type {EventFilter, WireEvent} from '../feeds/wire-event.ts';
import type {BarMaker} from './bar-maker.ts';
import {createEventSender} from './event-sender.ts';
import type {Following, Playback, Position} from './playback.ts';
import type {EventSource} from './served-day.ts';
import type {SocketWriter} from './socket-writer.ts';
import {createTapeCursor, type TapeCursor} from './tape-cursor.ts';

/** Events taken from the tape at a time. A stream that is further behind than this is catching up. */
const CHUNK = 8_192;

export type ClientStreamOptions = {
  readonly source: EventSource;
  /** A moment at which nothing of the day was known: what the first mark of an epoch says. */
  readonly beforeAll: Instant;
  readonly playback: Playback;
  readonly writer: SocketWriter;
  readonly codec: ServerCodec;
  /** Send the replay's clock as pings. */
  readonly marks: boolean;
  /** Give a subscription everything since the day's beginning, and after a rewind everything again. */
  readonly backlog: boolean;
  /** Mark after each moment at which something became known, not only after each chunk and tick: for the wire. */
  readonly markEach: boolean;
  /** Whether the connection now wants bars that have to be made out of trades. */
  readonly wantsBars: () => boolean;
  readonly createBars: () => BarMaker;
  /** The tape could not be read: the stream is over. */
  readonly onFault: (fault: unknown) => void;
};

/** One connection's way through the day, at its own pace, up to the playback's position. */
export type ClientStream = {
  /** What the connection wants from now on, and what it wanted before. */
  readonly subscribed: (now: EventFilter, before: EventFilter) => void;
  readonly close: () => void;
};

type Enrich = (events: readonly TapeEvent[]) => readonly WireEvent[];

/** Puts the bars that fall due among the events. */
const withBars =
  (bars: BarMaker | undefined): Enrich =>
  events =>
    bars === undefined ? events : events.flatMap(event => [...bars.apply(event), event]);

export const createClientStream = (options: ClientStreamOptions): ClientStream => {
  const {source, playback, writer, backlog} = options;
  let filter: EventFilter | undefined;
  let additions: EventFilter[] = [];
  let following: Following | undefined;
  let epoch: number | undefined;
  let cursor: TapeCursor | undefined;
  /** Where the cursor stands: everything up to there has been sent; undefined at the day's beginning. */
  let passed: Instant | undefined;
  let bars: BarMaker | undefined;
  let running = false;
  let woken = false;
  let closed = false;

  const isStale = (): boolean => closed || playback.position().epoch !== epoch;

  const mark = (at: Instant): void => {
    if (options.marks && epoch !== undefined) writer.ping(encodeMark({epoch, at}));
  };

  const send = createEventSender({...options, afterEach: options.markEach ? mark : undefined});

  /** Sends what `wanted` picks up to `until`; `onChunk` hears how far it has come. False when it was cut short. */
  const deliver = async (
    from: TapeCursor,
    until: Instant,
    wanted: EventFilter,
    enrich: Enrich,
    onChunk: (at: Instant) => void,
  ): Promise<boolean> => {
    for (;;) {
      const taken = await from.take(until, CHUNK);
      if (isStale()) return false;
      const behind = taken.length >= CHUNK;
      const picked = enrich(taken).filter(wanted);
      if (!(await send(behind ? conflateQuotes(picked) : picked))) return false;
      if (!behind) return true;
      onChunk(taken.at(-1)?.receivedAt ?? until);
      if (!(await writer.flush()) || isStale()) return false;
    }
  };

  /** A place in the tape for this epoch: the beginning, or here and now for those who want no backlog. */
  const begin = async (target: Position): Promise<void> => {
    await cursor?.close();
    epoch = target.epoch;
    passed = backlog ? undefined : target.at;
    cursor = createTapeCursor(source, passed);
    additions = [];
    bars = undefined;
    mark(passed ?? options.beforeAll);
  };

  /** Bars know of everything before, whoever was listening. */
  const createPrimedBars = async (): Promise<BarMaker> => {
    const maker = options.createBars();
    if (passed === undefined) return maker;
    for await (const batch of source.read({until: passed})) for (const event of batch) maker.apply(event);
    maker.advance(passed);
    return maker;
  };

  /** What was asked for later gets the day up to here on its own. */
  const deliverAdditions = async (): Promise<void> => {
    const wanted = additions;
    additions = [];
    if (passed === undefined || wanted.length === 0) return;
    const earlier = createTapeCursor(source, undefined);
    const enrich = withBars(options.wantsBars() ? options.createBars() : undefined);
    await deliver(
      earlier,
      passed,
      event => wanted.some(wants => wants(event)),
      enrich,
      () => undefined,
    );
    await earlier.close();
  };

  const catchUp = async (): Promise<void> => {
    const target = playback.position();
    if (epoch !== target.epoch) await begin(target);
    else if (backlog) await deliverAdditions();
    const wanted = filter;
    if (cursor === undefined || wanted === undefined) return;
    if (options.wantsBars()) bars ??= await createPrimedBars();
    if (!(await deliver(cursor, target.at, wanted, withBars(bars), mark))) return;
    if (!(await send(bars?.advance(target.at).filter(wanted) ?? []))) return;
    passed = target.at;
    mark(target.at);
    following?.delivered(target);
  };

  const run = async (): Promise<void> => {
    if (running) return;
    running = true;
    try {
      while (woken && !closed) {
        woken = false;
        await catchUp();
      }
    } catch (error) {
      if (!closed) options.onFault(error);
    } finally {
      running = false;
    }
  };

  const wake = (): void => {
    woken = true;
    void run();
  };

  return {
    subscribed: (now, before) => {
      if (filter !== undefined && backlog) additions.push(event => now(event) && !before(event));
      filter = now;
      following ??= playback.follow({wake, awaited: backlog});
      wake();
    },
    close: () => {
      closed = true;
      following?.leave();
      void cursor?.close();
    },
  };
};
