import {createHash} from 'node:crypto';
import {minus, plus, SECOND, seconds, span} from '../../src/core/instant.ts';
import {createConnectionStep} from '../../src/feeds/connection/step.ts';
import {createRandom} from '../../src/feeds/synthetic/seeded-random.ts';
import {OPENING} from '../feeds/connection/walk-connection.ts';
import {createAgenda} from './agenda.ts';
import {createExchange} from './exchange.ts';
import type {Fault} from './faults.ts';
import {createJudge} from './judge.ts';
import {createQuestions} from './questions.ts';
import {type SimulatedClient, startSimulatedClient} from './simulated-client.ts';
import {createStreams} from './streams.ts';
import {type Config, tongueOf} from './tongues.ts';
import {createTrace} from './trace.ts';
import {drawWeather, type Trouble} from './weather.ts';

export type Verdict = {
  readonly seed: number;
  /** The first law that the client broke; undefined for a world that it lived through. */
  readonly broken: string | undefined;
  readonly trace: readonly string[];
};

/** What is said to be missing may be off by the overlap and what a clock is off. */
const GAP_EDGE = 4 * SECOND;
/** What was told this long before the end must have come through. */
const LANDED = 25 * SECOND;

/** Lives through one world, drawn from a seed: the same seed, the same world, byte for byte. */
export const runSeed = (seed: number, fault: Fault | undefined, traced: boolean): Verdict => {
  const random = createRandom('connection', String(seed));
  const weather = drawWeather(random);
  const origin = plus(OPENING, span(weather.fromOpening));
  const agenda = createAgenda();
  const trace = createTrace(traced);
  const judge = createJudge();
  const exchange = createExchange(random, weather, origin);
  const streams = createStreams(agenda, random, weather);
  const questions = createQuestions(agenda, random, weather, exchange.published);
  const whole: Config = {
    ...tongueOf(weather.provider, weather.stream).client,
    feed: 'simulated',
    place: 'simulated',
    gaps: 'ask',
    lag: span(0),
    since: minus(origin, seconds(5)),
  };
  const config = fault?.config?.(whole) ?? whole;
  const right = createConnectionStep(config);
  const step = fault?.step?.(right) ?? right;
  let opens = 0;
  let offset = weather.skew + weather.wrongBy;
  let up = false;
  let crashOnPage = false;
  let client: SimulatedClient;

  const start = (): void => {
    up = true;
    client = startSimulatedClient({
      agenda,
      random,
      streams,
      questions,
      config,
      step,
      origin,
      offset,
      judge: {
        ...judge,
        onOpen: now => {
          opens += 1;
          judge.onOpen(now);
        },
      },
      trace,
      onPage: () => {
        if (crashOnPage) agenda.add(agenda.now(), crash);
        crashOnPage = false;
      },
    });
  };
  /** The process dies, and is started anew a while later. */
  const crash = (): void => {
    if (!up) return;
    up = false;
    client.crash();
    agenda.add(agenda.now() + (11 + random() * 9) * SECOND, start);
  };

  const {mood} = streams;
  /** Begins a trouble; what it gives back ends it. */
  const begin = ({kind}: Trouble): (() => void) => {
    trace.note?.(agenda.now(), `trouble: ${kind}`);
    const during = (name: keyof typeof mood): (() => void) => {
      mood[name] = true;
      return () => {
        mood[name] = false;
      };
    };
    switch (kind) {
      case 'drop':
        streams.cutAll();
        return () => {};
      case 'half-open':
        streams.cutSilently();
        return () => {};
      case 'mute':
        if (weather.stream === 'stock' && weather.fromOpening > 0) streams.mute();
        return () => {};
      case 'outage':
        streams.cutAll();
        return during('outage');
      case 'flapping':
        streams.cutAll();
        return during('flapping');
      case 'keys':
        if (random() < 0.5) streams.cutAll();
        return during('badKeys');
      case 'plan':
        streams.cutAll();
        return during('badPlan');
      case 'rate':
        streams.cutAll();
        return during('throttled');
      case 'taken':
        streams.cutAll();
        return during('taken');
      case 'stuck':
        streams.cutAll();
        return during('stuck');
      case 'slow':
        return during('slow');
      case 'rest':
        questions.setIll(true);
        streams.cutAll();
        return () => questions.setIll(false);
      case 'sleep': {
        const sleeper = client;
        sleeper.sleep(true);
        const how = random();
        if (how < 0.4) streams.cutAll();
        else if (how < 0.7) streams.cutSilently();
        return () => sleeper.sleep(false);
      }
      case 'hold': {
        const held = client;
        held.hold(true);
        return () => held.hold(false);
      }
      case 'clock':
        return () => {
          offset = weather.skew;
          client.setClock(offset);
        };
      case 'crash':
        crash();
        return () => {};
      case 'crash-in-fill':
        crashOnPage = true;
        streams.cutAll();
        return () => {};
    }
  };

  const publish = (): void => {
    const item = exchange.publish(agenda.now());
    trace.note?.(agenda.now(), `published ${item.key}`);
    streams.publish(item);
    agenda.add(agenda.now() + exchange.pause(), publish);
  };
  /** Somebody looks at the screen now and then, and sees to what a person must see to. */
  const look = (): void => {
    if (client.isStopped() && !mood.badKeys && !mood.badPlan) client.again();
    agenda.add(agenda.now() + 5 * SECOND, look);
  };

  publish();
  start();
  look();
  for (const trouble of weather.troubles) {
    agenda.add(trouble.at, () => {
      const end = begin(trouble);
      agenda.add(agenda.now() + trouble.lasts, end);
    });
  }
  agenda.run(weather.endsAt, () => judge.broken() !== undefined);

  const verdict = (): string | undefined => {
    if (judge.broken() !== undefined) return judge.broken();
    if (!client.isLive()) return 'not live at the end';
    if (weather.troubles.length === 0 && opens > 1) return 'gives up a connection that is well';
    const {gaps, record} = client;
    if (weather.restAllowed && gaps.length > 0) return 'a gap is still said at the end';
    for (const {event, key, publishedAt} of exchange.published) {
      if (publishedAt > weather.endsAt - LANDED || record.has(key)) continue;
      const said = gaps.some(({from, to}) => event.at >= from - GAP_EDGE && event.at <= to + GAP_EDGE);
      if (said) continue;
      trace.note?.(agenda.now(), `lost: ${key}`);
      return 'an event was lost, and nobody said so';
    }
    return undefined;
  };
  const broken = verdict();
  trace.note?.(agenda.now(), broken ?? 'well');
  return {seed, broken, trace: trace.lines};
};

/** The bytes of a trace in sixteen digits. */
export const traceHash = (trace: readonly string[]): string =>
  createHash('sha256').update(trace.join('\n')).digest('hex').slice(0, 16);
