import {instant, minutes, plus, seconds} from '../../src/core/instant.ts';
import {CHANNELS} from '../../src/feeds/connection/channel.ts';
import {OVERLAP} from '../../src/feeds/connection/coverage.ts';
import {createRecentKeys} from '../../src/feeds/connection/recent-keys.ts';
import type {Loss} from '../../src/feeds/retry-policy.ts';
import type {Input, Step} from './simulated-client.ts';
import {type Config, isSubscribing} from './tongues.ts';

/** A mistake that somebody could make in the client, planted from outside: the client has no switch for it. */
export type Fault = {
  readonly name: string;
  readonly config?: (config: Config) => Config;
  readonly step?: (step: Step) => Step;
};

type State = Parameters<Step>[0];
type Effect = ReturnType<Step>['effects'][number];

/** The client with other ears. */
const hearing =
  (change: (input: Input, state: State) => Input) =>
  (step: Step): Step =>
  (state, input) =>
    step(state, change(input, state));

/** The client with another memory. `before` is the state that it stepped from. */
const remembering =
  (change: (state: State, before: State, effects: readonly Effect[]) => State) =>
  (step: Step): Step =>
  (state, input) => {
    const stepped = step(state, input);
    return {...stepped, state: change(stepped.state, state, stepped.effects)};
  };

/** The client with other hands. */
const acting =
  (change: (effect: Effect) => readonly Effect[]) =>
  (step: Step): Step =>
  (state, input) => {
    const stepped = step(state, input);
    return {...stepped, effects: stepped.effects.flatMap(change)};
  };

/** The client that takes one kind of loss for another. */
const mistaking = (kind: Loss['kind'], change: (loss: Loss) => Loss): Pick<Fault, 'step' | 'config'> => ({
  step: hearing(input =>
    (input.kind === 'lost' || input.kind === 'unanswered') && input.loss.kind === kind
      ? {...input, loss: change(input.loss)}
      : input,
  ),
  config: config => {
    const {handshake} = config;
    const receive: typeof handshake.receive = (phase, control) => {
      const step = handshake.receive(phase, control);
      return step.loss?.kind === kind ? {...step, loss: change(step.loss)} : step;
    };
    return {...config, handshake: {...handshake, receive}};
  },
});

const passing = (): Loss => ({kind: 'transient', why: ''});
const forgiven = (state: State): State => ({...state, history: {...state.history, failures: 0}});
const isReady = ({link}: State): boolean => link.kind === 'open' && link.readyAt !== undefined;
const NEVER = instant(Number.MAX_SAFE_INTEGER);

export const FAULTS: readonly Fault[] = [
  {
    name: 'late words of old sockets are heard',
    step: hearing((input, state) => ('epoch' in input ? {...input, epoch: state.epoch} : input)),
  },
  {
    name: 'late answers to old questions are heard',
    step: hearing((input, {coverage}) =>
      'question' in input ? {...input, question: coverage.question?.id ?? input.question} : input,
    ),
  },
  {
    name: 'the watermark moves when the question is asked',
    step: remembering((state, _, effects) =>
      effects.some(({kind}) => kind === 'ask')
        ? {...state, coverage: {...state.coverage, missingFrom: undefined}}
        : state,
    ),
  },
  {
    name: 'the watermark moves with the new stream, before the gap is filled',
    step: remembering(state =>
      isReady(state) && state.coverage.heardTo !== undefined && state.coverage.missingFrom !== undefined
        ? {...state, coverage: {...state.coverage, missingFrom: state.coverage.heardTo}}
        : state,
    ),
  },
  {
    name: 'a fill that a loss cut short counts as filled',
    step: remembering((state, before) =>
      isReady(before) && !isReady(state) && before.coverage.question !== undefined
        ? {...state, coverage: {...state.coverage, missingFrom: before.coverage.question.to}}
        : state,
    ),
  },
  {
    name: 'the watermark goes by the clock of the client',
    step: remembering((state, before) =>
      isReady(state) && state.coverage.heardTo !== before.coverage.heardTo
        ? {...state, coverage: {...state.coverage, heardTo: state.now}}
        : state,
    ),
  },
  {name: 'what comes twice is passed on twice', step: remembering(state => ({...state, recent: createRecentKeys()}))},
  {name: 'prints are known by their time', config: config => ({...config, keyOf: event => String(event.at)})},
  {
    name: 'gaps are filled without an overlap',
    step: acting(effect =>
      effect.kind === 'ask'
        ? [{...effect, question: {...effect.question, from: plus(effect.question.from, OVERLAP)}}]
        : [effect],
    ),
  },
  {
    name: 'the last moments of a gap are not asked for again',
    step: remembering(state => ({...state, coverage: {...state.coverage, seam: true}})),
  },
  {
    name: 'a failed question counts as answered',
    step: hearing(input =>
      input.kind === 'unanswered' && input.loss.kind !== 'terminal'
        ? {now: input.now, chance: input.chance, kind: 'filled', question: input.question}
        : input,
    ),
  },
  {
    name: 'the first page counts as the whole answer',
    step: step => (state, input) => {
      const stepped = step(state, input);
      if (input.kind !== 'page') return stepped;
      const {now, chance, question} = input;
      const ended = step(stepped.state, {now, chance, kind: 'filled', question});
      return {state: ended.state, effects: [...stepped.effects, ...ended.effects]};
    },
  },
  {
    name: 'a question that failed is never asked again',
    step: remembering((state, before) =>
      state.coverage.failures > before.coverage.failures
        ? {...state, coverage: {...state.coverage, askAt: undefined}}
        : state,
    ),
  },
  {
    name: 'what was missed before the first connection is not asked for',
    config: config => ({...config, since: undefined}),
  },
  {
    name: 'gaps are kept quiet',
    step: acting(effect => (effect.kind === 'status' && effect.status.topic === 'gap' ? [] : [effect])),
  },
  {
    name: 'a gap that is filled stays on the screen',
    step: acting(effect => (effect.kind === 'status' && effect.status.topic === 'filled' ? [] : [effect])),
  },
  {name: 'backoff never grows', step: remembering(forgiven)},
  {
    name: 'backoff starts anew with every open',
    step: remembering(state => (state.link.kind === 'open' ? forgiven(state) : state)),
  },
  {
    name: 'backoff starts anew as soon as it is live',
    step: remembering(state => (isReady(state) ? forgiven(state) : state)),
  },
  {
    name: 'a good connection forgives nothing',
    step: remembering(state =>
      state.link.kind === 'open' && state.link.readyAt !== undefined
        ? {...state, link: {...state.link, readyAt: state.now, data: 0}}
        : state,
    ),
  },
  {
    name: 'connects are not counted',
    step: remembering(state => ({...state, history: {failures: 0, connects: []}})),
  },
  {name: 'a full house is knocked on at once', ...mistaking('connection-limit', passing)},
  {name: 'Retry-After is not read', ...mistaking('throttled', passing)},
  {name: 'wrong keys are tried again', ...mistaking('terminal', passing)},
  {
    name: 'a person cannot make it try again',
    step: hearing(input => (input.kind === 'again' ? {now: input.now, chance: input.chance, kind: 'wake'} : input)),
  },
  {name: 'a mute stream is never noticed', config: config => ({...config, staleRules: []})},
  {
    name: 'a pong is taken for data',
    step: remembering((state, before) => {
      if (state.link.kind !== 'open' || before.link.kind !== 'open' || state.link.heardAt === before.link.heardAt)
        return state;
      const pulses = {...state.freshness.pulses};
      for (const channel of CHANNELS) pulses[channel] = {...pulses[channel], heardAt: state.now};
      return {...state, freshness: {...state.freshness, pulses}};
    }),
  },
  {
    name: 'silence before the opening is held against the stream',
    config: config => ({
      ...config,
      staleRules: config.staleRules.flatMap(rule => [rule, {...rule, phase: 'pre', quiet: seconds(30)}]),
    }),
  },
  {
    name: 'quiet news are taken for a mute stream',
    config: config => ({
      ...config,
      staleRules: (['pre', 'regular'] as const).map(phase => ({
        channel: 'news',
        phase,
        busy: seconds(30),
        quiet: seconds(30),
      })),
    }),
  },
  {
    name: 'a half-open socket is never given up',
    step: remembering(state =>
      state.link.kind === 'open' ? {...state, link: {...state.link, heardAt: state.now}} : state,
    ),
  },
  {name: 'nobody pings', step: acting(effect => (effect.kind === 'ping' ? [] : [effect]))},
  {
    name: 'a handshake may take for ever',
    step: remembering(state =>
      state.link.kind === 'opening' ? {...state, link: {...state.link, by: NEVER}, wakeAt: state.beatAt} : state,
    ),
  },
  {
    name: 'getting ready may take for ever',
    step: remembering(state =>
      state.link.kind === 'open' && state.link.readyAt === undefined
        ? {...state, link: {...state.link, by: NEVER}, wakeAt: state.beatAt}
        : state,
    ),
  },
  {
    name: 'it is live once the keys are accepted',
    config: config => {
      const {handshake} = config;
      const receive: typeof handshake.receive = (phase, control) => {
        const step = handshake.receive(phase, control);
        return {...step, ready: isSubscribing(step.phase) || step.ready};
      };
      return {...config, handshake: {...handshake, receive}};
    },
  },
  {name: 'old sockets are left open', step: acting(effect => (effect.kind === 'drop' ? [] : [effect]))},
  {
    name: 'answers that nobody waits for are not called off',
    step: acting(effect => (effect.kind === 'forget' ? [] : [effect])),
  },
  {
    name: 'a clock that jumps is not noticed',
    step: step => (state, input) =>
      step({...state, now: input.now, beatAt: state.beatAt && instant(Math.max(state.beatAt, input.now - 1))}, input),
  },
  {
    name: 'a clock set back leaves the watermark in the future',
    step: remembering((state, before) =>
      state.now < before.now && before.coverage.heardTo !== undefined
        ? {
            ...state,
            coverage: {...state.coverage, missingFrom: before.coverage.heardTo, heardTo: before.coverage.heardTo},
          }
        : state,
    ),
  },
  {
    name: 'a cool-down ends with the next look at the clock',
    step: remembering(state =>
      state.link.kind === 'waiting' && state.beatAt !== undefined && state.link.until > plus(state.now, minutes(1))
        ? {...state, link: {...state.link, until: state.beatAt}, wakeAt: state.beatAt}
        : state,
    ),
  },
];
