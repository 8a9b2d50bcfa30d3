import {faultLine, isFault} from '../core/fault.ts';
import {daysFolder} from '../settings/folders.ts';
import type {Settings} from '../settings/settings.ts';
import {appendAct} from '../tape/acts-file.ts';
import {openDay} from '../tape/day.ts';
import {listDays} from '../tape/days.ts';
import type {Desk} from '../ui/desk.ts';
import type {OutputGate} from '../ui/output/output-gate.ts';
import type {DayChoice} from '../view/day-choice.ts';
import {formatBytes} from '../view/format.ts';
import type {Surroundings} from '../view/preferences.ts';
import {actsPath, readActsOf} from './day-acts.ts';
import {dayRoots} from './day-roots.ts';
import {findOrPack} from './find-or-pack.ts';
import {listUnpacked} from './list-unpacked.ts';
import {openerFor, openLink} from './open-link.ts';
import {watchedSymbols} from './parse-arguments.ts';
import {saveFrame} from './save-frame.ts';
import type {SwitchingEngine} from './switching-engine.ts';

export type DeskOptions = {
  readonly engine: SwitchingEngine;
  readonly settings: Settings;
  /** Hands text to the terminal's clipboard; false when it is too long for that. */
  readonly copy: (text: string) => boolean;
  /** Rings and notifies, by the terminal's own means. */
  readonly announce: OutputGate['announce'];
  readonly surroundings: Surroundings;
};

const wordsOf = (error: unknown): string =>
  isFault(error) ? faultLine(error) : error instanceof Error ? error.message : String(error);

const daysAtHand = async (): Promise<readonly DayChoice[]> => {
  const days = (await listDays(dayRoots(process.env))).map(day =>
    day.fault === undefined
      ? {...day, fault: undefined}
      : {name: day.name, date: '', title: '', provenance: '', trades: 0, headlines: 0, fault: day.fault},
  );
  const recordings = (await listUnpacked(daysFolder(process.env))).map(({name, date, title, bytes, fault}) => ({
    name,
    date: date ?? '',
    title: `${title}, ${formatBytes(bytes)} not packed yet`,
    provenance: 'recorded',
    trades: 0,
    headlines: 0,
    fault,
  }));
  return [...days, ...recordings];
};

/** The folder of the day that is shown; a live watch has none. */
const shownPath = (engine: SwitchingEngine): string | undefined => {
  const order = engine.order();
  return order.kind === 'replay' ? order.path : undefined;
};

/** The world around the screen: clipboard, browser, files, days and settings of the person who sits at it. */
export const createDesk = ({engine, settings, copy, announce, surroundings}: DeskOptions): Desk => ({
  copy: (text, what) => (copy(text) ? `copied the ${what}, if this terminal allows it` : 'too long to copy'),
  announce: ({words, alertSound, alertNotify}) =>
    announce({
      words,
      bell: alertSound === 'bell',
      osc9: alertNotify === 'osc9' || alertNotify === 'both',
      osc777: alertNotify === 'osc777' || alertNotify === 'both',
      unicode: surroundings.unicode,
      tmux: (process.env['TMUX'] ?? '') !== '',
    }),
  openLink: url => openLink(url, openerFor(process.platform, process.env)),
  saveFrame: file => saveFrame(file, process.cwd()),
  listDays: daysAtHand,
  openDay: async name => {
    try {
      const path = await findOrPack(name, process.env);
      const day = await openDay(path);
      await day.close();
      await engine.open({
        kind: 'replay',
        path,
        symbols: watchedSymbols(day.info, undefined),
        at: undefined,
        speed: engine.store.read()?.clock.speed ?? settings.values.speed,
      });
      settings.save('lastDay', name);
      return `opened ${name}`;
    } catch (error) {
      return `${name} was not opened: ${wordsOf(error)}`;
    }
  },
  readActs: day => readActsOf(day, shownPath(engine), process.env),
  keepAct: (day, act) => appendAct(actsPath(day, shownPath(engine), process.env), act),
  saveSetting: (key, value) => {
    try {
      settings.save(key, value);
    } catch {
      // A folder that cannot be written to costs the memory of a choice, not the choice.
    }
  },
});
