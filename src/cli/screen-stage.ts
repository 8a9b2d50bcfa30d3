import {render} from 'ink';
import type {ReactElement} from 'react';
import {faultLine} from '../core/fault.ts';
import {reportFault} from '../engine/report-fault.ts';
import {createOutputGate, type OutputGate} from '../ui/output/output-gate.ts';
import {writeCrashLog} from './crash-log.ts';
import {errorLine, FAILED, isClosedPipe, OK} from './exit-code.ts';
import {ENDING_SIGNALS, onSignal} from './on-signal.ts';
import type {SwitchingEngine} from './switching-engine.ts';

/** Why the screen was left: a person asked, a signal came, or nothing can go on. */
type Leaving = {readonly code: number; readonly words?: string};

/** What is put on the terminal. */
export type Staged = {
  readonly element: ReactElement;
  /** Where keys come from; the terminal itself unless given. */
  readonly stdin?: NodeJS.ReadStream;
  /** Called first when the screen is left, while the terminal is still ours. */
  readonly onLeave?: () => void;
};

/**
 * A screen over an engine, until somebody leaves it. Whatever ends it, the terminal is put back as it was first and
 * what has to be said is said after that, on one line.
 */
export const runOnStage = async (
  engine: SwitchingEngine,
  stage: (gate: OutputGate, quit: () => void) => Staged,
): Promise<number> => {
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
  const {element, stdin, onLeave} = stage(gate, () => leave({code: OK}));
  const screen = render(element, {
    stdin: stdin ?? process.stdin,
    stdout: gate.stdout,
    alternateScreen: true,
    exitOnCtrlC: false,
    patchConsole: false,
    interactive: true,
  });

  const {code, words} = await left;
  onLeave?.();
  screen.unmount();
  await screen.waitUntilExit().catch(() => {});
  await engine.close();
  offSignal();
  if (words !== undefined) process.stderr.write(errorLine(new Error(words)));
  return code;
};
