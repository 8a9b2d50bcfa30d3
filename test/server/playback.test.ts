import {describe, expect, test} from 'vitest';
import {type Instant, MINUTE, minus, minutes, plus, seconds, span} from '../../src/core/instant.ts';
import {createVirtualClock} from '../../src/engine/virtual-clock.ts';
import {createPlayback} from '../../src/server/playback.ts';
import {instantAt, OPEN, tenMinutes} from './small-day.ts';

const day = tenMinutes();
const [first, second, third] = day.events.headlineTimes as readonly [Instant, Instant, Instant];

type SetUp = {startAt?: Instant; speed?: number; state?: 'running' | 'paused'; holdAtHeadlines?: boolean};
const setUp = (options: SetUp = {}) => {
  const wall = createVirtualClock(instantAt('2030-01-01T00:00:00Z'));
  const playback = createPlayback({day, wall, startAt: OPEN, speed: 1, ...options});
  const now = () => playback.face().now;
  return {wall, playback, now};
};

test('a step at the end of the day leaves it ended', async () => {
  const {wall, playback} = setUp({startAt: day.info.endAt});
  await wall.advance(seconds(1));
  for (const bar of [undefined, MINUTE]) {
    playback.send({kind: 'step', bar});
    await Promise.resolve();
    expect(playback.face()).toMatchObject({now: day.info.endAt, state: 'ended'});
  }
});

describe('a playback that holds at headlines', () => {
  test('stops at the very moment of each, and goes on when told', async () => {
    const {wall, playback, now} = setUp({speed: 3_600, holdAtHeadlines: true});
    for (const arrival of [first, second, third]) {
      await wall.advance(seconds(2));
      expect(now()).toBe(arrival);
      expect(playback.heldAt()).toBe(arrival);
      expect(playback.face().state).toBe('paused');
      playback.send({kind: 'resume'});
      expect(playback.heldAt()).toBeUndefined();
    }
    await wall.advance(seconds(2));
    expect(playback.face().state).toBe('ended');
  });

  test('stops where a jump lands', () => {
    const {playback, now} = setUp({holdAtHeadlines: true});
    playback.send({kind: 'jump', direction: 1});
    expect(now()).toBe(first);
    expect(playback.heldAt()).toBe(first);
    expect(playback.face().state).toBe('paused');
  });

  test('holds nowhere unless asked', async () => {
    const {wall, playback} = setUp({speed: 3_600});
    await wall.advance(seconds(1));
    expect(playback.heldAt()).toBeUndefined();
    expect(playback.face().state).toBe('ended');
  });
});

describe('a playback runs', () => {
  test('by the wall, times its speed, in ticks', async () => {
    const {wall, now} = setUp({startAt: plus(OPEN, minutes(1)), speed: 60});
    await wall.advance(seconds(2));
    const lag = plus(OPEN, minutes(3)) - now();
    expect(lag).toBeGreaterThanOrEqual(0);
    expect(lag).toBeLessThanOrEqual(60 * 33_000);
  });

  test('from where it is when its speed changes', async () => {
    const {wall, playback, now} = setUp({startAt: plus(OPEN, minutes(1)), speed: 10});
    await wall.advance(seconds(3.3));
    playback.send({kind: 'speed', speed: 100});
    expect(now()).toBe(plus(OPEN, seconds(93)));
    await wall.advance(seconds(0.33));
    expect(now()).toBe(plus(OPEN, seconds(126)));
    playback.send({kind: 'speed', speed: 1e9});
    expect(playback.face().speed).toBe(3_600);
    playback.send({kind: 'speed', speed: Number.NaN});
    expect(playback.face().speed).toBe(1);
  });

  test('faster and slower along the ladder, to its ends', () => {
    const {playback} = setUp({speed: 60});
    const shifted = (by: 1 | -1): number => {
      playback.send({kind: 'shift', by});
      return playback.face().speed;
    };
    expect([shifted(1), shifted(-1), shifted(-1)]).toEqual([120, 60, 30]);
    playback.send({kind: 'speed', speed: 45});
    expect(shifted(-1)).toBe(30);
    playback.send({kind: 'speed', speed: 3_600});
    expect(shifted(1)).toBe(3_600);
    playback.send({kind: 'speed', speed: 1});
    expect(shifted(-1)).toBe(1);
  });

  test('two quick toggles leave it as it was', () => {
    const {playback} = setUp({});
    playback.send({kind: 'toggle'});
    expect(playback.face().state).toBe('paused');
    playback.send({kind: 'toggle'});
    expect(playback.face().state).toBe('running');
  });

  test('on from where it stood after the machine slept', async () => {
    let slept = 0;
    const clock = createVirtualClock(plus(OPEN, minutes(1)));
    const wall = {
      now: () => plus(clock.now(), minutes(slept)),
      until: (at: Instant, signal: AbortSignal) => clock.until(minus(at, minutes(slept)), signal),
    };
    const playback = createPlayback({day, wall, startAt: plus(OPEN, minutes(1)), speed: 60});
    await clock.advance(seconds(1));
    slept = 5;
    await clock.advance(seconds(1));
    expect(playback.face().now).toBeLessThanOrEqual(plus(OPEN, minutes(3)));
    expect(playback.face().now).toBeGreaterThan(plus(OPEN, minutes(2)));
    playback.close();
  });

  test('to the end of the day, and no further', async () => {
    const {wall, playback, now} = setUp({speed: 3_600});
    await wall.advance(minutes(5));
    expect(playback.face()).toMatchObject({now: day.info.endAt, state: 'ended'});
    playback.send({kind: 'seek', to: plus(OPEN, minutes(1))});
    expect(playback.face().state).toBe('running');
    await wall.advance(minutes(5));
    expect(now()).toBe(day.info.endAt);
  });

  test('not while it is paused', async () => {
    const {wall, playback, now} = setUp({state: 'paused'});
    const before = now();
    await wall.advance(minutes(1));
    expect(now()).toBe(before);
    playback.send({kind: 'resume'});
    await wall.advance(seconds(3.3));
    expect(now()).toBe(plus(before, seconds(3.3)));
    playback.send({kind: 'pause'});
    await wall.advance(minutes(1));
    expect(playback.face()).toMatchObject({now: plus(before, seconds(3.3)), state: 'paused'});
  });

  test('or stands, turn about, and up and down the ladder of speeds', () => {
    const {playback} = setUp({speed: 45});
    const faceAfter = (command: Parameters<typeof playback.send>[0]) => {
      playback.send(command);
      const {state, speed} = playback.face();
      return `${state} ${speed}`;
    };
    expect(faceAfter({kind: 'toggle'})).toBe('paused 45');
    expect(faceAfter({kind: 'toggle'})).toBe('running 45');
    expect(faceAfter({kind: 'shift', by: 1})).toBe('running 60');
    expect(faceAfter({kind: 'shift', by: -1})).toBe('running 30');
    playback.send({kind: 'speed', speed: 3_600});
    expect(faceAfter({kind: 'shift', by: 1})).toBe('running 3600');
    playback.close();
  });

  test('no more once closed', async () => {
    const {wall, playback, now} = setUp();
    const before = now();
    playback.close();
    playback.send({kind: 'resume'});
    await wall.advance(minutes(1));
    expect(now()).toBe(before);
  });
});

describe('a playback goes', () => {
  test('anywhere within the day, counting an epoch each time it goes back', () => {
    const {playback, now} = setUp({state: 'paused'});
    playback.send({kind: 'seek', to: plus(OPEN, minutes(4))});
    expect(playback.position()).toEqual({epoch: 0, at: plus(OPEN, minutes(4))});
    playback.send({kind: 'skip', by: minutes(-1)});
    expect(playback.position()).toEqual({epoch: 1, at: plus(OPEN, minutes(3))});
    playback.send({kind: 'seek', to: minus(OPEN, minutes(60))});
    expect(now()).toBe(day.info.startAt);
    playback.send({kind: 'skip', by: minutes(600)});
    expect(now()).toBe(day.info.endAt);
  });

  test('to headlines, exactly at their arrival', () => {
    const {playback, now} = setUp({state: 'paused'});
    const land = (direction: 1 | -1): Instant => {
      playback.send({kind: 'jump', direction});
      return now();
    };
    expect([land(1), land(1), land(1), land(1)]).toEqual([first, second, third, third]);
    expect([land(-1), land(-1), land(-1)]).toEqual([second, first, first]);
  });

  test('says that there is none further, or that a time lies outside the day and where it went', () => {
    const {playback} = setUp({state: 'paused'});
    const edge = () => playback.face().edge;
    for (const _ of [first, second, third]) playback.send({kind: 'jump', direction: 1});
    expect(edge()).toBeUndefined();
    playback.send({kind: 'jump', direction: 1});
    expect(edge()).toEqual({count: 1, kind: 'headline', direction: 1});
    playback.send({kind: 'seek', to: first});
    expect(edge()?.count).toBe(1);
    playback.send({kind: 'jump', direction: -1});
    expect(edge()).toEqual({count: 2, kind: 'headline', direction: -1});
    const asked = plus(day.info.endAt, minutes(30));
    playback.send({kind: 'seek', to: asked});
    expect(edge()).toEqual({count: 3, kind: 'time', asked, at: day.info.endAt});
    expect(playback.face().state).toBe('ended');
  });

  test('further back on a quick second jump, though the clock ran on', async () => {
    const {wall, playback, now} = setUp({startAt: plus(OPEN, minutes(9)), speed: 10});
    playback.send({kind: 'jump', direction: -1});
    expect(now()).toBe(third);
    await wall.advance(seconds(1));
    expect(now()).toBeGreaterThan(third);
    playback.send({kind: 'jump', direction: -1});
    expect(now()).toBe(second);
    await wall.advance(seconds(2));
    playback.send({kind: 'jump', direction: -1});
    expect(now()).toBe(second);
  });

  test('on to the next event, and stops there', async () => {
    const {wall, playback, now} = setUp({startAt: plus(OPEN, seconds(30.25))});
    playback.send({kind: 'step', bar: undefined});
    await wall.advance(span(0));
    expect(playback.face()).toMatchObject({now: plus(OPEN, seconds(30.502)), state: 'paused'});
    playback.send({kind: 'step', bar: undefined});
    playback.send({kind: 'step', bar: undefined});
    await wall.advance(span(0));
    expect(now()).toBe(plus(OPEN, seconds(31.003)));
  });

  test('on to the end of the bar, and stops there', () => {
    const {playback, now} = setUp({startAt: plus(OPEN, seconds(90))});
    playback.send({kind: 'step', bar: MINUTE});
    expect(playback.face()).toMatchObject({now: plus(OPEN, minutes(2)), state: 'paused'});
    playback.send({kind: 'step', bar: MINUTE});
    expect(now()).toBe(plus(OPEN, minutes(3)));
  });
});

describe('a seek', () => {
  test('lasts until those it waits for have everything, then time runs on from there', async () => {
    const {wall, playback, now} = setUp({speed: 10});
    let woken = 0;
    const awaited = playback.follow({wake: () => woken++, awaited: true});
    const bystander = playback.follow({wake: () => undefined, awaited: false});
    const to = plus(OPEN, minutes(5));
    playback.send({kind: 'seek', to});
    expect(woken).toBe(1);
    await wall.advance(seconds(5));
    expect(playback.face()).toMatchObject({now: to, state: 'seeking'});
    awaited.delivered({epoch: 0, at: minus(to, MINUTE)});
    expect(playback.face().state).toBe('seeking');
    awaited.delivered(playback.position());
    expect(playback.face().state).toBe('running');
    await wall.advance(seconds(0.33));
    expect(now()).toBe(plus(to, seconds(3.3)));
    bystander.leave();
  });

  test('does not wait for one who left', () => {
    const {playback} = setUp({state: 'paused'});
    const following = playback.follow({wake: () => undefined, awaited: true});
    playback.send({kind: 'seek', to: plus(OPEN, minutes(5))});
    expect(playback.face().state).toBe('seeking');
    following.leave();
    expect(playback.face().state).toBe('paused');
  });
});
