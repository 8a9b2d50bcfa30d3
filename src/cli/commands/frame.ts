import {Fault} from '../../core/fault.ts';
import {frameFile} from '../../ui/frame-file.ts';
import {DEFAULT_PREFERENCES} from '../../view/preferences.ts';
import {createUiState} from '../../view/ui-state.ts';
import {wireItems} from '../../view/wire-items.ts';
import {readDayActs} from '../day-acts.ts';
import {errorLine, OK} from '../exit-code.ts';
import {readSnapshotAt} from '../headless-market.ts';
import {openNamedDay, readSettings} from '../open-named-day.ts';
import {parseSize, parseSymbols, parseWallTime, watchedSymbols} from '../parse-arguments.ts';

export type FrameOptions = {
  readonly at?: string;
  readonly size: string;
  readonly view: 'monitor' | 'drill' | 'help';
  readonly headline?: string;
  readonly symbols?: string;
  readonly format: 'text' | 'svg';
};

/** `frame`: one screen as text or as a picture, the same for the same day, time, size and view. */
export const runFrame = async (named: string | undefined, options: FrameOptions): Promise<number> => {
  const size = parseSize(options.size);
  const asked = options.symbols === undefined ? undefined : parseSymbols(options.symbols);
  const day = await openNamedDay(named, readSettings());
  try {
    const at = options.at === undefined ? day.info.openingAt : parseWallTime(options.at, day.info.date);
    const snapshot = await readSnapshotAt(day, watchedSymbols(day.info, asked), at);
    const headlineId = options.headline ?? (options.view === 'drill' ? snapshot.wire[0]?.headline.id : undefined);
    const items = wireItems(snapshot, {preferences: DEFAULT_PREFERENCES});
    if (headlineId !== undefined && !items.some(item => item.headline.id === headlineId)) {
      throw new Fault('usage', `no headline ${JSON.stringify(headlineId)} by then`, {remedy: 'try a later --at'});
    }
    const {acts, problem} = readDayActs(day);
    if (problem !== undefined) process.stderr.write(errorLine(problem));
    const ui = createUiState(at, {headlineId, acts, overlay: options.view === 'monitor' ? undefined : options.view});
    process.stdout.write(frameFile({snapshot, ui, size}, options.format).text);
    return OK;
  } finally {
    await day.close();
  }
};
