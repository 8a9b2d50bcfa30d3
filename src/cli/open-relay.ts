import {formatInstant} from '../core/instant.ts';
import {withFund} from '../core/provenance.ts';
import type {Clock, Recorder} from '../engine/ports.ts';
import type {RelayState} from '../feeds/relay/relay-words.ts';
import {historyTold} from '../feeds/relay/relayed-history.ts';
import {createUpstreamBoard} from '../feeds/relay/upstream-board.ts';
import {createRecordingLog, type RecordingLog} from '../tape/recording/recording-log.ts';
import type {KeepingHooks} from './keep-recording.ts';
import {type LiveChoice, type LiveSource, openLiveSource, recordingPathOf} from './live-source.ts';

/** A live feed whose recording many can read while it is written, and what is said of it meanwhile. */
export type OpenedRelay = {
  readonly source: LiveSource;
  readonly recorder: Recorder;
  readonly log: RecordingLog;
  readonly state: () => RelayState;
  /** What keeps the state true; to be handed to whoever keeps the recording. */
  readonly hooks: Required<Pick<KeepingHooks, 'onStatus' | 'onHistory'>>;
  /** Hears of each change of the state from now on. */
  readonly onChange: (listener: () => void) => void;
};

/**
 * Opens the feed as a watch would, its account's lock with it, and goes on with the day's recording: of what that has
 * nothing is asked for again.
 */
export const openRelay = async (choice: LiveChoice, clock: Clock, env: NodeJS.ProcessEnv): Promise<OpenedRelay> => {
  const log = createRecordingLog(recordingPathOf(choice, env));
  const hooks = {openRecording: log.open, resume: true};
  const source = await openLiveSource({...choice, relay: undefined, record: true}, clock, env, hooks);
  const {recorder, day} = source;
  if (recorder === undefined) throw new Error(`nothing is recorded at ${formatInstant(clock.now())}`);
  const board = createUpstreamBoard();
  const listeners: (() => void)[] = [];
  const changed = (): void => {
    for (const listener of listeners) listener();
  };
  return {
    source,
    recorder,
    log,
    state: () => {
      const end = log.end();
      return {
        kind: 'state',
        at: clock.now(),
        title: day.made === 'live' ? day.title : `${day.title} ${day.made}`,
        symbols: withFund(day.symbols, day.benchmark),
        feeds: board.states(),
        ...(end === undefined ? {} : {end}),
      };
    },
    hooks: {
      onStatus: status => {
        if (board.take(status)) changed();
      },
      onHistory: () => recorder.record(historyTold(clock.now(), withFund(day.symbols, day.benchmark))),
    },
    onChange: listener => {
      listeners.push(listener);
    },
  };
};
