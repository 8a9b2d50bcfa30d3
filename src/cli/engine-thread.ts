import {parentPort, workerData} from 'node:worker_threads';
import {hostEngine} from '../engine/engine-host.ts';
import type {EngineOrder} from './engine-order.ts';
import {assembleReplay} from './replay-engine.ts';
import {assembleWatch} from './watch-engine.ts';

const order = workerData as EngineOrder;
if (parentPort === null) throw new Error('an engine runs as a worker thread');

await hostEngine(parentPort, () => (order.kind === 'replay' ? assembleReplay(order) : assembleWatch(order)));
