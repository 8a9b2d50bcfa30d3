import type {DayInfo} from '../core/provenance.ts';
import type {ManualAct, ManualActs} from '../news/deals/manual-act.ts';
import type {SettingsKey, SettingsValues} from '../settings/settings-shape.ts';
import type {DayChoice} from '../view/day-choice.ts';

import type {Announcement} from './watch-alerts.ts';

/** A screen to be kept: its text, or its picture. */
export type FrameFile = {
  /** Letters, digits and dashes only. */
  readonly name: string;
  readonly extension: 'txt' | 'svg';
  readonly text: string;
};

/** What the screen can ask of the world around it. What answers does so in words for the bottom line, and never throws. */
export type Desk = {
  /** Puts text on the clipboard of whoever sits at the terminal. */
  readonly copy: (text: string, what: 'headline' | 'deal') => string;
  /** Rings, and asks the terminal for a desktop notification, as far as the person wants either. */
  readonly announce: (announcement: Announcement) => void;
  readonly openLink: (url: string) => Promise<string>;
  readonly saveFrame: (file: FrameFile) => Promise<string>;
  readonly listDays: () => Promise<readonly DayChoice[]>;
  /** Replays another day in place of this one. */
  readonly openDay: (name: string) => Promise<string>;
  /** The manual acts kept for a day, and one line on what of them could not be read. */
  readonly readActs: (day: DayInfo) => {readonly acts: ManualActs; readonly problem: string | undefined};
  /** Adds an act to those kept for the day; answers why it could not, or nothing. */
  readonly keepAct: (day: DayInfo, act: ManualAct) => string | undefined;
  readonly saveSetting: <Key extends SettingsKey>(key: Key, value: SettingsValues[Key]) => void;
};
