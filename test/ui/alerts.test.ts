import {describe, expect, test} from 'vitest';
import {minutes, plus, seconds} from '../../src/core/instant.ts';
import {ticker} from '../../src/core/ticker.ts';
import type {EngineCommand} from '../../src/engine/ports.ts';
import type {Snapshot} from '../../src/market/snapshot.ts';
import type {SettingsKey} from '../../src/settings/settings-shape.ts';
import type {Desk} from '../../src/ui/desk.ts';
import {createScreenControl} from '../../src/ui/screen-control.ts';
import type {Announcement} from '../../src/ui/watch-alerts.ts';
import {unseenAlerts} from '../../src/view/alert-log.ts';
import {DEFAULT_PREFERENCES, type Preferences} from '../../src/view/preferences.ts';
import {watchView} from '../../src/view/watch-view.ts';
import {wireView} from '../../src/view/wire-view.ts';
import {at, face, HEADLINES, headline, SYMBOLS, snapshotOf, trades} from './day-fixture.ts';

const START = at(9, 40);
const EVENTS = [...trades(at(9, 48)), ...HEADLINES];

/** The market as it was known at a moment. */
const known = (now: typeof START, more: Parameters<typeof face>[1] = {}): Snapshot =>
  snapshotOf(
    EVENTS.filter(({receivedAt}) => receivedAt <= now),
    face(now, more),
  );

/** A screen on a market that goes on when told, and all that left it. */
const openScreen = (preferences: Partial<Preferences> = {}, clock: Parameters<typeof face>[1] = {}) => {
  let snapshot = known(START, clock);
  const listeners = new Set<() => void>();
  const announced: Announcement[] = [];
  const saved: [SettingsKey, unknown][] = [];
  const sent: EngineCommand[] = [];
  const desk: Desk = {
    announce: one => announced.push(one),
    copy: () => '',
    openLink: () => Promise.resolve(''),
    saveFrame: () => Promise.resolve(''),
    listDays: () => Promise.resolve([]),
    openDay: () => Promise.resolve(''),
    readActs: () => ({acts: [], problem: undefined}),
    keepAct: () => undefined,
    saveSetting: (key, value) => saved.push([key, value]),
  };
  const control = createScreenControl({
    store: {
      read: () => snapshot,
      subscribe: listener => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
    clock: {now: () => snapshot.clock.now, until: () => new Promise(() => {})},
    send: command => sent.push(command),
    onQuit: () => {},
    onSuspend: () => {},
    onRedraw: () => {},
    size: () => ({width: 120, height: 40}),
    chosen: {preferences: {...DEFAULT_PREFERENCES, ...preferences}},
    desk,
  });
  control.subscribe(() => {});
  const show = (next: Snapshot): void => {
    snapshot = next;
    for (const listener of listeners) listener();
  };
  show(snapshot);
  const ui = () => {
    const now = control.read();
    if (now === undefined) throw new Error('no screen yet');
    return now;
  };
  return {
    ui,
    announced,
    saved,
    snapshot: () => snapshot,
    dispatch: control.dispatch,
    write: (text: string): void => {
      control.dispatch({kind: 'ask', prompt: 'alert'});
      control.dispatch({kind: 'type', text});
      control.dispatch({kind: 'submit'});
    },
    /** Second by second, as published. */
    runTo: (until: typeof START): void => {
      for (let now = snapshot.clock.now; now < until; now = plus(now, seconds(5)))
        show(known(plus(now, seconds(5)), clock));
    },
    show,
  };
};

const OPENAI = 'headline openai';

describe('a rule', () => {
  test('is written, kept and listed; one that is none says what would be', () => {
    const {write, ui, saved, dispatch} = openScreen();
    write('AMZN >> 3');
    expect(ui().prompt?.error).toContain('“>>”');
    dispatch({kind: 'back'});
    write(OPENAI);
    write('AMZN > 245');
    expect(ui().prompt).toBeUndefined();
    expect(ui().notice).toContain('kept: AMZN > 245');
    expect(saved.at(-1)).toEqual(['alerts', [OPENAI, 'AMZN > 245']]);
    write('amzn 1% in 300s');
    expect(ui().notice).toContain('kept: AMZN ±1% in 5m');
    expect(ui().preferences.alerts.at(-1)).toBe('AMZN ±1% in 5m');
  });

  test('is put off and on, written anew and deleted in the list', () => {
    const {dispatch, ui, saved} = openScreen({alerts: [OPENAI, 'AMZN > 245']});
    dispatch({kind: 'alerts'});
    dispatch({kind: 'move', by: 1});
    dispatch({kind: 'crosshair', by: 1});
    expect(saved.at(-1)).toEqual(['alerts', [OPENAI, 'off AMZN > 245']]);
    dispatch({kind: 'crosshair', by: -1});
    expect(ui().preferences.alerts).toEqual([OPENAI, 'AMZN > 245']);
    dispatch({kind: 'open'});
    expect(ui().prompt).toMatchObject({kind: 'alert-edit', text: 'AMZN > 245'});
    dispatch({kind: 'erase'});
    dispatch({kind: 'type', text: '6'});
    dispatch({kind: 'submit'});
    expect(ui().preferences.alerts).toEqual([OPENAI, 'AMZN > 246']);
    dispatch({kind: 'remove'});
    expect(ui().preferences.alerts).toEqual([OPENAI]);
    expect(ui().notice).toBe('deleted: AMZN > 246');
    expect(ui().listAt).toBe(0);
  });
});

describe('what fires', () => {
  test('live rings once for all of a publish, says so, and is marked until it was looked at', () => {
    const {runTo, ui, announced, snapshot, dispatch} = openScreen({alerts: [OPENAI]}, {mode: 'live'});
    runTo(at(9, 42));
    expect(announced).toEqual([
      {words: HEADLINES[4]?.headline, alertSound: 'bell', alertNotify: 'none', ...announced[0]},
    ]);
    expect(ui().notice).toBe(`! ${HEADLINES[4]?.headline}`);
    expect(unseenAlerts(ui().alertLog)).toHaveLength(1);
    expect(wireView(snapshot(), ui(), 9).rows.filter(row => row.alerted)).toHaveLength(1);
    dispatch({kind: 'alerts'});
    expect(ui().listAt).toBe(1);
    expect(unseenAlerts(ui().alertLog)).toHaveLength(1);
    dispatch({kind: 'open'});
    expect(ui()).toMatchObject({overlay: 'drill', headlineId: 'n5'});
    expect(unseenAlerts(ui().alertLog)).toEqual([]);
    expect(wireView(snapshot(), ui(), 9).rows.some(row => row.alerted)).toBe(false);
  });

  test('of a name marks its row, and Enter shows its chart', () => {
    const {runTo, ui, snapshot, dispatch} = openScreen({alerts: ['any ±0.1% in 1m']}, {mode: 'live'});
    runTo(at(9, 43));
    const [newest] = unseenAlerts(ui().alertLog);
    expect(newest?.symbol).toBe('AMZN');
    expect(
      watchView(snapshot(), ui(), at(9, 43))
        .rows.filter(row => row.alerted)
        .map(row => row.symbol),
    ).toContain('AMZN');
    dispatch({kind: 'alerts'});
    dispatch({kind: 'open'});
    expect(ui()).toMatchObject({overlay: undefined, focus: 'chart', symbol: ticker('AMZN')});
    expect(SYMBOLS).toContain(ui().symbol);
  });

  test('in a replay is silent unless asked, and in the log all the same', () => {
    const silent = openScreen({alerts: [OPENAI]});
    silent.runTo(at(9, 42));
    expect(silent.announced).toEqual([]);
    expect(silent.ui().notice).toBeUndefined();
    expect(silent.ui().alertLog.entries.map(({muted}) => muted)).toEqual([true]);
    const asked = openScreen({alerts: [OPENAI]});
    asked.dispatch({kind: 'alerts-in-replay'});
    expect(asked.saved).toEqual([['alertsInReplay', true]]);
    asked.runTo(at(9, 42));
    expect(asked.announced).toHaveLength(1);
  });

  test('has not happened yet once the clock was set back, and fires again when it comes', () => {
    const {runTo, ui, show} = openScreen({alerts: [OPENAI]});
    runTo(at(9, 42));
    expect(ui().alertLog.entries).toHaveLength(1);
    show(known(at(9, 40, 30), {jumps: 1}));
    expect(ui().alertLog.entries).toEqual([]);
    for (let now = at(9, 40, 30); now < at(9, 42); now = plus(now, minutes(0.25))) show(known(now, {jumps: 1}));
    expect(ui().alertLog.entries.map(({headline: told}) => told?.id)).toEqual(['n5']);
  });

  test('moves no row that is chosen', () => {
    const {runTo, ui, dispatch, show} = openScreen({alerts: ['headline microsoft', OPENAI]});
    runTo(at(9, 42));
    dispatch({kind: 'alerts'});
    const chosen = () => ui().alertLog.entries[ui().listAt - 2]?.headline?.id;
    expect(chosen()).toBe('n5');
    runTo(at(9, 45));
    expect(ui().alertLog.entries).toHaveLength(2);
    expect(chosen()).toBe('n5');
    show(snapshotOf([...EVENTS, headline('x', at(9, 47), 'Something else', [])], face(at(9, 48))));
    expect(chosen()).toBe('n5');
  });
});
