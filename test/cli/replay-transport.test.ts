import {describe, expect, test} from 'vitest';
import {createReplayTransport} from '../../src/cli/replay-transport.ts';
import {minutes, plus, SECOND, seconds} from '../../src/core/instant.ts';
import {createVirtualClock} from '../../src/engine/virtual-clock.ts';
import type {ReplayMark} from '../../src/feeds/replay-mark.ts';
import {createPlayback} from '../../src/server/playback.ts';
import {OPEN, tenMinutes} from '../server/small-day.ts';

const startAt = plus(OPEN, minutes(2));

const setUp = (holdAtHeadlines = false) => {
  const wall = createVirtualClock(plus(OPEN, minutes(60)));
  const playback = createPlayback({day: tenMinutes(), wall, startAt, speed: 1, state: 'paused', holdAtHeadlines});
  const client: {mark: ReplayMark | undefined} = {mark: undefined};
  const transport = createReplayTransport({playback, position: () => client.mark});
  const arrive = (): void => {
    client.mark = playback.position();
  };
  return {wall, playback, client, transport, arrive};
};

describe('the controls of a replay', () => {
  test('stand at the opening moment, seeking, until the client has everything before it', async () => {
    const {wall, playback, transport, arrive} = setUp();
    await wall.advance(seconds(5));
    expect(transport.face()).toMatchObject({now: startAt, state: 'seeking'});
    arrive();
    expect(transport.face()).toMatchObject({now: startAt, state: 'running'});
    await wall.advance(SECOND);
    arrive();
    expect(transport.face().now).toBeGreaterThan(startAt);
    playback.close();
  });

  test('a pause that is asked for before the clock could run holds', async () => {
    const {wall, playback, transport, arrive} = setUp();
    transport.send({kind: 'toggle'});
    arrive();
    expect(transport.face().state).toBe('paused');
    await wall.advance(SECOND);
    expect(transport.face()).toMatchObject({now: startAt, state: 'paused'});
    transport.send({kind: 'toggle'});
    expect(transport.face().state).toBe('running');
    playback.close();
  });

  test('two quick toggles before the clock could run leave it running', () => {
    const {playback, transport, arrive} = setUp();
    transport.send({kind: 'toggle'});
    transport.send({kind: 'toggle'});
    arrive();
    expect(transport.face().state).toBe('running');
    playback.close();
  });

  test('a seek back shows its goal until the client has begun anew and come there', () => {
    const {playback, client, transport, arrive} = setUp();
    arrive();
    transport.face();
    const old = client.mark;
    transport.send({kind: 'seek', to: plus(OPEN, minutes(1))});
    expect(transport.face()).toMatchObject({now: plus(OPEN, minutes(1)), state: 'seeking'});
    client.mark = old;
    expect(transport.face().state).toBe('seeking');
    arrive();
    expect(transport.face()).toMatchObject({now: plus(OPEN, minutes(1)), state: 'running'});
    playback.close();
  });

  test('a clock that stopped at a headline stands once the client has the headline, not before', () => {
    const {playback, transport, arrive} = setUp(true);
    arrive();
    expect(transport.face().state).toBe('running');
    playback.send({kind: 'jump', direction: 1});
    expect(playback.face().state).toBe('paused');
    expect(transport.face()).toMatchObject({now: startAt, state: 'running'});
    arrive();
    expect(transport.face()).toMatchObject({now: playback.heldAt(), state: 'paused'});
    playback.close();
  });
});
