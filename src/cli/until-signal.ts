import {type EndingSignal, onSignal} from './on-signal.ts';

/** Waits for a signal that asks the process to end; the process then ends in its own good order. */
export const untilSignal = (): Promise<EndingSignal> => new Promise(resolve => onSignal(resolve));
