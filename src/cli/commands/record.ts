import {wallClock} from '../../engine/wall-clock.ts';
import {FAILED} from '../exit-code.ts';
import {keepRecording} from '../keep-recording.ts';
import {openLiveSource} from '../live-source.ts';
import {readSettings} from '../open-named-day.ts';
import {sayNotices, type WatchOptions, watchChoice} from './watch.ts';

export type RecordOptions = Omit<WatchOptions, 'plain' | 'record'>;

/** `record`: keeps what comes until a signal ends it, with no screen and no market. */
export const runRecord = async (options: RecordOptions): Promise<number> => {
  const choice = watchChoice({...options, record: true}, readSettings());
  sayNotices(choice);
  const source = await openLiveSource(choice, wallClock, process.env);
  return source.recorder === undefined ? FAILED : keepRecording(source, source.recorder);
};
