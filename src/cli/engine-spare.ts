import {Worker} from 'node:worker_threads';
import type {EngineOrder} from './engine-order.ts';

type Kind = EngineOrder['kind'];

/** The worker's file: beside this one, as source when run as source and bundled when bundled. */
const WORKER = new URL(import.meta.url.endsWith('.ts') ? './engine-worker.ts' : './engine-worker.js', import.meta.url);

let spare: {readonly kind: Kind; readonly thread: Worker} | undefined;

const started = (kind: Kind): Worker => new Worker(WORKER, {workerData: kind});

/**
 * Has a thread load an engine's code while this one finds out what the engine is to do. It keeps no process alive, and
 * is thrown away with it when nobody takes it.
 */
export const warmEngineThread = (kind: Kind): void => {
  if (spare !== undefined) return;
  const thread = started(kind);
  thread.unref();
  // What is wrong with it would be wrong with the next one too, and is told by that.
  const discard = (): void => {
    if (spare?.thread === thread) spare = undefined;
  };
  thread.once('error', discard).once('exit', discard);
  spare = {kind, thread};
};

/** A thread that is told `order`: the one that was got ready for its kind, or a new one. */
export const takeEngineThread = (order: EngineOrder): Worker => {
  const thread = spare?.kind === order.kind ? spare.thread : started(order.kind);
  if (spare?.thread === thread) spare = undefined;
  thread.ref();
  thread.postMessage(order);
  return thread;
};
