import {instant, SECOND} from '../../src/core/instant.ts';
import {lossOfClose, lossOfError, lossOfStatus} from '../../src/feeds/close-reason.ts';
import type {Loss} from '../../src/feeds/retry-policy.ts';
import type {Random} from '../../src/feeds/synthetic/seeded-random.ts';
import type {Agenda} from './agenda.ts';
import type {Published} from './exchange.ts';
import {type Control, tongueOf} from './tongues.ts';
import type {Weather} from './weather.ts';

/** What a socket tells its client. */
export type SocketEars = {
  readonly onOpened: () => void;
  readonly onFrame: (events: readonly Published[], controls: readonly Control[]) => void;
  readonly onPong: () => void;
  readonly onLost: (loss: Loss) => void;
};

/** The client's end of a socket. */
export type SimulatedSocket = {
  readonly send: (message: Readonly<Record<string, unknown>>) => void;
  readonly ping: () => void;
  readonly drop: () => void;
  /** Whether the server has confirmed the subscription. */
  readonly isSubscribed: () => boolean;
  /** Whether it delivers, and has no reason to be given up. */
  readonly isWell: () => boolean;
};

/** What is wrong with the server now. */
export type Mood = {
  outage: boolean;
  flapping: boolean;
  badKeys: boolean;
  badPlan: boolean;
  throttled: boolean;
  taken: boolean;
  stuck: boolean;
  slow: boolean;
};

type Line = {
  readonly ears: SocketEars;
  /** Nothing passes any more, and neither side is told. */
  dead: boolean;
  /** The server's end is closed. */
  closed: boolean;
  /** The client's end is. */
  dropped: boolean;
  mute: boolean;
  authed: boolean;
  /** Let in beyond what the account may have. */
  surplus: boolean;
  subscribed: boolean;
  lastAt: number;
  /** From here on nothing of what was on its way arrives. */
  cutAt: number;
};

const PLACE = 'simulated';

/** The provider's stream: one account, one connection at a time, and a network between it and the client. */
export const createStreams = (agenda: Agenda, random: Random, weather: Weather) => {
  const lines: Line[] = [];
  const tongue = tongueOf(weather.provider, weather.stream);
  const mood: Mood = {
    outage: false,
    flapping: false,
    badKeys: false,
    badPlan: false,
    throttled: false,
    taken: false,
    stuck: false,
    slow: false,
  };
  const latency = (): number => weather.latency * (0.5 + random()) * (mood.slow ? 12 : 1);

  /** To the client, in order; what is on its way when the line is cut may be lost or come late. */
  const deliver = (line: Line, hear: () => void): void => {
    const at = Math.max(line.lastAt, agenda.now() + latency());
    line.lastAt = at;
    agenda.add(at, () => {
      if (!line.dead && line.cutAt > agenda.now()) hear();
    });
  };

  const close = (line: Line, code = 1006): void => {
    if (line.closed) return;
    line.closed = true;
    line.cutAt = random() < 0.5 ? agenda.now() : Number.POSITIVE_INFINITY;
    const at = agenda.now() + latency();
    agenda.add(Math.max(at, line.lastAt), () => {
      if (!line.dead) line.ears.onLost(lossOfClose(code, '', PLACE));
    });
  };

  const say = (line: Line, control: Control): void => {
    if (!line.closed) deliver(line, () => line.ears.onFrame([], [control]));
  };

  const isHeld = (but: Line): boolean => mood.taken || lines.some(line => line !== but && line.authed && !line.closed);

  const authenticate = (line: Line): void => {
    if (mood.badKeys) say(line, tongue.refused);
    else if (isHeld(line) && !tongue.saysFullLate) say(line, tongue.full);
    else {
      // One too many is let in all the same, for a moment.
      if (isHeld(line)) line.surplus = true;
      line.authed = !line.surplus;
      say(line, tongue.accepted);
      if (mood.flapping && random() < 0.4) close(line);
    }
  };

  const confirm = (line: Line, message: Readonly<Record<string, unknown>>): void => {
    line.subscribed = true;
    for (const control of tongue.confirm(message)) say(line, control);
  };

  const subscribe = (line: Line, message: Readonly<Record<string, unknown>>): void => {
    if (mood.badPlan) say(line, tongue.notInPlan);
    else if (line.surplus) {
      line.mute = true;
      confirm(line, message);
      say(line, tongue.full);
      close(line, 1008);
    } else {
      confirm(line, message);
      if (mood.flapping) agenda.add(agenda.now() + random() * 2 * SECOND, () => close(line));
    }
  };

  const hear = (line: Line, message: Readonly<Record<string, unknown>>): void => {
    if (line.closed) return;
    if (message['action'] === 'auth') authenticate(line);
    else subscribe(line, message);
  };

  const greet = (line: Line): void => {
    deliver(line, line.ears.onOpened);
    if (mood.flapping && random() < 0.4) close(line, 1011);
    else if (!mood.stuck) say(line, tongue.greeting);
  };

  /** A client knocks: let in, refused, or left standing. */
  const answer = (line: Line): void => {
    const refuse = (loss: Loss): void => {
      line.closed = true;
      deliver(line, () => line.ears.onLost(loss));
    };
    const now = instant(agenda.now());
    if (line.dropped) line.closed = true;
    else if (mood.outage) {
      const how = random();
      if (how < 0.4) refuse(lossOfError(new Error('connect ECONNREFUSED'), PLACE));
      else if (how < 0.8) refuse(lossOfStatus(503, how < 0.6 ? '7' : undefined, now, PLACE));
      else line.dead = true;
    } else if (mood.throttled) refuse(lossOfStatus(429, String(5 + Math.floor(random() * 15)), now, PLACE));
    else if (mood.badKeys && random() < 0.5) refuse(lossOfStatus(401, undefined, now, PLACE));
    else if (mood.stuck && random() < 0.3) line.dead = true;
    else greet(line);
  };

  const connect = (ears: SocketEars): SimulatedSocket => {
    const line: Line = {
      ears,
      dead: false,
      closed: false,
      dropped: false,
      mute: false,
      authed: false,
      surplus: false,
      subscribed: false,
      lastAt: 0,
      cutAt: Number.POSITIVE_INFINITY,
    };
    lines.push(line);
    agenda.add(agenda.now() + latency(), () => answer(line));
    const toServer = (run: () => void): void => {
      if (!line.dropped) agenda.add(agenda.now() + latency(), () => !line.dead && run());
    };
    return {
      send: message => toServer(() => hear(line, message)),
      ping: () => toServer(() => !line.closed && deliver(line, line.ears.onPong)),
      drop: () => {
        line.dropped = true;
        // A socket that was ended says so itself, when the next may be open already.
        agenda.add(agenda.now() + random() * SECOND, () => line.ears.onLost(lossOfClose(1006, '', PLACE)));
        // A server may take a while to see that nobody is there any more.
        const notices = random() < 0.85 ? latency() : random() * 40 * SECOND;
        agenda.add(agenda.now() + (line.dead ? random() * 40 * SECOND : notices), () => {
          line.closed = true;
        });
      },
      isSubscribed: () => line.subscribed,
      isWell: () => line.subscribed && !line.closed && !line.dead && !line.mute,
    };
  };

  const current = (): Line | undefined => lines.findLast(line => !line.closed);

  return {
    mood,
    connect,
    publish: (whole: Published): void => {
      const item = tongue.streamed(whole);
      for (const line of lines) {
        if (line.closed || !line.subscribed || line.mute) continue;
        const again = random() < weather.doubles;
        deliver(line, () => line.ears.onFrame(again ? [item, item] : [item], []));
        if (again) deliver(line, () => line.ears.onFrame([item], []));
      }
    },
    cutAll: (): void => {
      for (const line of lines) close(line);
    },
    /** The line of now carries nothing any more; the server holds it open for a while. */
    cutSilently: (): void => {
      const line = current();
      if (line === undefined) return;
      line.dead = true;
      agenda.add(agenda.now() + random() * 60 * SECOND, () => {
        line.closed = true;
      });
    },
    mute: (): void => {
      const line = current();
      if (line !== undefined) line.mute = true;
    },
  };
};

export type Streams = ReturnType<typeof createStreams>;
