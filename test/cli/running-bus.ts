import {onTestFinished} from 'vitest';
import type {OpenedRelay} from '../../src/cli/open-relay.ts';
import type {Clock} from '../../src/engine/ports.ts';
import {parseBusAddress} from '../../src/feeds/bus/bus-address.ts';
import type {BusCredentials} from '../../src/feeds/bus/connect-bus.ts';
import {publishLog} from '../../src/feeds/bus/publish-log.ts';

/** Puts what a relay receives on a bus until the test is over. */
export const startPublishing = (relay: OpenedRelay, url: string, clock: Clock, credentials?: BusCredentials) => {
  const stopper = new AbortController();
  const troubles: string[] = [];
  const done = publishLog(
    {
      address: parseBusAddress(url),
      credentials,
      clock,
      chance: () => 0.5,
      log: relay.log,
      state: relay.state,
      onChange: relay.onChange,
      onTrouble: why => troubles.push(why),
      onLive: () => {},
    },
    stopper.signal,
  );
  done.catch(() => {});
  const stop = async (): Promise<void> => {
    stopper.abort(new Error('stopped'));
    await done.catch(() => {});
  };
  onTestFinished(stop);
  return {done, stop, troubles};
};
