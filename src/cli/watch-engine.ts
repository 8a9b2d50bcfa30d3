import type {EngineParts} from '../engine/engine-host.ts';
import type {Clock} from '../engine/ports.ts';
import {wallClock} from '../engine/wall-clock.ts';
import {type LiveChoice, openLiveSource} from './live-source.ts';
import {NO_HISTORY} from './session-history.ts';

/** What a live watch needs to know; plain data, so that it can be handed to a worker. */
export type WatchOrder = LiveChoice & {
  readonly kind: 'watch';
  /** Whether a person sits at it who can mend a key and have it tried again. */
  readonly mends?: boolean;
};

/** A live watch, and the recording of it. */
export const assembleWatch = async (
  order: WatchOrder,
  clock: Clock = wallClock,
  env: NodeJS.ProcessEnv = process.env,
): Promise<EngineParts> => {
  const {feed, day, history, recorder, reconnect} = await openLiveSource(order, clock, env, {
    mends: order.mends === true,
  });
  return {
    feed,
    file: {day, deals: [], ...NO_HISTORY},
    history: signal => history(clock.now(), signal),
    recording: recorder?.face,
    face: () => ({now: clock.now(), mode: 'live', state: 'running', speed: 1}),
    wall: wallClock,
    transport: undefined,
    ...(reconnect === undefined ? {} : {reconnect}),
    close: async () => {
      await recorder?.close();
    },
  };
};
