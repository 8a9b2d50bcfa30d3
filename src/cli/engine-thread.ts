import {parentPort, workerData} from 'node:worker_threads';
import {type EngineParts, hostEngine} from '../engine/engine-host.ts';
import type {EngineOrder} from './engine-order.ts';

if (parentPort === null) throw new Error('an engine runs as a worker thread');
const port = parentPort;

/** Only what its kind needs: a replay that waited for every provider's code would open later. */
const load = async (): Promise<(order: EngineOrder) => Promise<EngineParts>> => {
  if (workerData === 'replay') {
    const {assembleReplay} = await import('./replay-engine.ts');
    return order => (order.kind === 'replay' ? assembleReplay(order) : Promise.reject(new Error('not a replay')));
  }
  const {assembleWatch} = await import('./watch-engine.ts');
  return order => (order.kind === 'watch' ? assembleWatch(order) : Promise.reject(new Error('not a watch')));
};

// The order waits in the port until somebody listens.
const assemble = await load();
port.once('message', (order: EngineOrder) => {
  void hostEngine(port, () => assemble(order));
});
