import type {FeedEvent, FeedStatus} from '../../../src/core/events.ts';
import {fromMillis, type Instant, plus, type Span, span} from '../../../src/core/instant.ts';
import {ticker} from '../../../src/core/ticker.ts';
import {
  type ConnectionConfig,
  type ConnectionEffect,
  type ConnectionInput,
  type ConnectionState,
  createConnectionState,
} from '../../../src/feeds/connection/connection-state.ts';
import {createConnectionStep} from '../../../src/feeds/connection/step.ts';
import type {Loss} from '../../../src/feeds/retry-policy.ts';

/** Friday, 09:30 in New York: the regular session begins. */
export const OPENING = fromMillis(Date.UTC(2026, 0, 30, 14, 30));

type Config = ConnectionConfig<string, Loss>;
type Bare<Input> = Input extends unknown ? Omit<Input, 'now' | 'chance'> : never;

/** A print with a number. */
export const print = (id: number, at: Instant): FeedEvent => ({
  kind: 'trade',
  id,
  at,
  receivedAt: at,
  symbol: ticker('AMZN'),
  venue: 'Q',
  tape: 'C',
  price: 1,
  size: 1,
  conditions: [],
});

/** A connection without a world: what happens to it is said, what it does is read. Ready as soon as it is open. */
export const walkConnection = (config: Partial<Config> = {}, start: Instant = OPENING) => {
  const step = createConnectionStep<string, Loss>({
    feed: 'f',
    place: 'host',
    handshake: {
      begin: () => ({phase: '', send: [], ready: true}),
      receive: (phase, loss) => ({phase, send: [], ready: false, loss}),
    },
    symbols: [],
    keyOf: event => (event.kind === 'trade' ? String(event.id) : undefined),
    staleRules: [],
    gaps: 'ask',
    lag: span(0),
    since: undefined,
    ...config,
  });
  let now = start;
  let state: ConnectionState<string> = createConnectionState(config.since, now);
  const done: ConnectionEffect[] = [];

  const happen = (input: Bare<ConnectionInput<Loss>>): readonly ConnectionEffect[] => {
    const stepped = step(state, {...input, now, chance: 0.5});
    state = stepped.state;
    done.push(...stepped.effects);
    return stepped.effects;
  };

  /** Lets time pass, waking the connection whenever it asked for it; a live socket answers its pings. */
  const pass = (by: Span): void => {
    const until = plus(now, by);
    while (state.wakeAt !== undefined && state.wakeAt <= until) {
      now = state.wakeAt > now ? state.wakeAt : now;
      const effects = happen({kind: 'wake'});
      if (effects.some(effect => effect.kind === 'ping')) happen({kind: 'heard', epoch: state.epoch});
    }
    now = until;
  };

  happen({kind: 'start'});
  return {
    happen,
    pass,
    /** The clock is set, or was slept through, and nothing noticed yet. */
    set: (by: Span): void => {
      now = plus(now, by);
    },
    opened: () => happen({kind: 'opened', epoch: state.epoch}),
    trades: (...events: readonly FeedEvent[]) => happen({kind: 'frame', epoch: state.epoch, events, controls: []}),
    drop: (loss: Loss = {kind: 'transient', why: 'gone'}) => happen({kind: 'lost', epoch: state.epoch, loss}),
    now: (): Instant => now,
    state: () => state,
    questions: () => done.flatMap(effect => (effect.kind === 'ask' ? [effect.question] : [])),
    statuses: (): readonly FeedStatus[] => done.flatMap(effect => (effect.kind === 'status' ? [effect.status] : [])),
    emitted: (): readonly FeedEvent[] => done.flatMap(effect => (effect.kind === 'emit' ? effect.events : [])),
    opens: (): number => done.filter(effect => effect.kind === 'open').length,
  };
};
