import {wallClock} from '../engine/wall-clock.ts';
import {alertProblems} from '../market/alerts/alert-lines.ts';
import type {Settings} from '../settings/settings.ts';
import {App} from '../ui/app.tsx';
import {keymapOf} from '../ui/effective-keymap.ts';
import {createScreenOutput} from '../ui/output/screen-output.ts';
import {createPointer} from '../ui/pointer.ts';
import {uiFromSettings} from '../ui/ui-settings.ts';
import {colourLevel} from './colour-level.ts';
import {createDesk} from './create-desk.ts';
import {runOnStage} from './screen-stage.ts';
import {surroundingsOf} from './surroundings.ts';
import {createSuspension} from './suspension.ts';
import type {SwitchingEngine} from './switching-engine.ts';

/** The screen over an engine, until somebody leaves it; see runOnStage. */
export const runScreen = (engine: SwitchingEngine, settings: Settings): Promise<number> =>
  runOnStage(engine, (gate, quit) => {
    const surroundings = surroundingsOf(process.env, settings.path);
    const chosen = {
      ...uiFromSettings(settings.values),
      surroundings,
      notice:
        keymapOf(settings.values.keys).problems[0] ?? alertProblems(settings.values.alerts)[0] ?? settings.problem,
    };
    const pointer = createPointer(process.stdin, text => gate.stdout.write(text));
    const suspension = createSuspension();
    return {
      element: (
        <App
          store={engine.store}
          output={createScreenOutput(gate)}
          send={engine.send}
          onQuit={quit}
          suspension={{...suspension, stop: () => pointer.whileAway(suspension.stop)}}
          desk={createDesk({engine, settings, copy: gate.copy, announce: gate.announce, surroundings})}
          pointer={pointer}
          clock={wallClock}
          level={colourLevel(process.env)}
          chosen={chosen}
        />
      ),
      stdin: pointer.stdin,
      onLeave: () => pointer.report(false),
    };
  });
