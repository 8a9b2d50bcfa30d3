import {render} from 'ink';
import {faultLine} from '../core/fault.ts';
import {reportFault} from '../engine/report-fault.ts';
import {wallClock} from '../engine/wall-clock.ts';
import {alertProblems} from '../market/alerts/alert-lines.ts';
import type {Settings} from '../settings/settings.ts';
import {App} from '../ui/app.tsx';
import {keymapOf} from '../ui/effective-keymap.ts';
import {createOutputGate} from '../ui/output/output-gate.ts';
import {createScreenOutput} from '../ui/output/screen-output.ts';
import {createPointer} from '../ui/pointer.ts';
import {uiFromSettings} from '../ui/ui-settings.ts';
import {colourLevel} from './colour-level.ts';
import {writeCrashLog} from './crash-log.ts';
import {createDesk} from './create-desk.ts';
import {errorLine, FAILED, isClosedPipe, OK} from './exit-code.ts';
import {ENDING_SIGNALS, onSignal} from './on-signal.ts';
import {surroundingsOf} from './surroundings.ts';
import {createSuspension} from './suspension.ts';
import type {SwitchingEngine} from './switching-engine.ts';

/** Why the screen was left: a person asked, a signal came, or nothing can go on. */
type Leaving = {readonly code: number; readonly words?: string};

/**
 * The screen over an engine, until somebody leaves it. Whatever ends it, the terminal is put back as it was first and
 * what has to be said is said after that, on one line.
 */
export const runScreen = async (engine: SwitchingEngine, settings: Settings): Promise<number> => {
  let leave: (leaving: Leaving) => void = () => {};
  const left = new Promise<Leaving>(resolve => {
    leave = resolve;
  });

  engine.hear(fault => {
    if (engine.store.read() === undefined) leave({code: FAILED, words: faultLine(fault)});
    else reportFault(engine.store, fault);
  });

  const onCrash = (error: unknown): void => {
    if (isClosedPipe(error)) {
      leave({code: OK});
      return;
    }
    const log = writeCrashLog(error, process.env);
    const words = error instanceof Error ? error.message : String(error);
    leave({code: FAILED, words: log === undefined ? words : `${words}: details are in ${log}`});
  };
  process.on('uncaughtException', onCrash);
  process.on('unhandledRejection', onCrash);
  process.stdout.on('error', onCrash);
  const offSignal = onSignal(signal => leave({code: ENDING_SIGNALS[signal]}));
  // Node opens its inspector on SIGUSR1 unless somebody listens.
  process.on('SIGUSR1', () => {});

  const gate = createOutputGate(process.stdout);
  const surroundings = surroundingsOf(process.env, settings.path);
  const chosen = {
    ...uiFromSettings(settings.values),
    surroundings,
    notice: keymapOf(settings.values.keys).problems[0] ?? alertProblems(settings.values.alerts)[0] ?? settings.problem,
  };
  const pointer = createPointer(process.stdin, text => gate.stdout.write(text));
  const suspension = createSuspension();
  const screen = render(
    <App
      store={engine.store}
      output={createScreenOutput(gate)}
      send={engine.send}
      onQuit={() => leave({code: OK})}
      suspension={{...suspension, stop: () => pointer.whileAway(suspension.stop)}}
      desk={createDesk({engine, settings, copy: gate.copy, announce: gate.announce, surroundings})}
      pointer={pointer}
      clock={wallClock}
      level={colourLevel(process.env)}
      chosen={chosen}
    />,
    {
      stdin: pointer.stdin,
      stdout: gate.stdout,
      alternateScreen: true,
      exitOnCtrlC: false,
      patchConsole: false,
      interactive: true,
    },
  );

  const {code, words} = await left;
  pointer.report(false);
  screen.unmount();
  await screen.waitUntilExit().catch(() => {});
  await engine.close();
  offSignal();
  if (words !== undefined) process.stderr.write(errorLine(new Error(words)));
  return code;
};
