import type {ReplayOrder} from './replay-engine.ts';
import type {WatchOrder} from './watch-engine.ts';

/** What an engine worker is told at its start. Never a secret: the engine finds the keys for itself. */
export type EngineOrder = ReplayOrder | WatchOrder;
