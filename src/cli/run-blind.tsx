import {wallClock} from '../engine/wall-clock.ts';
import {scoreCalls} from '../market/blind/score-calls.ts';
import type {Settings} from '../settings/settings.ts';
import {appendDrill} from '../tape/drills-file.ts';
import type {DrillSession} from '../tape/drills-json.ts';
import {BlindApp} from '../ui/blind/blind-app.tsx';
import {createBlindControl} from '../ui/blind/blind-control.ts';
import {createScreenOutput} from '../ui/output/screen-output.ts';
import {uiFromSettings} from '../ui/ui-settings.ts';
import {shareWords} from '../view/blind/score-lines.ts';
import {colourLevel} from './colour-level.ts';
import {drillsPath} from './drills-path.ts';
import {errorLine} from './exit-code.ts';
import {runOnStage} from './screen-stage.ts';
import {surroundingsOf} from './surroundings.ts';
import type {SwitchingEngine} from './switching-engine.ts';

/** A blind drill over an engine, until somebody leaves it; what was called is kept, and the score said once more. */
export const runBlind = async (engine: SwitchingEngine, settings: Settings): Promise<number> => {
  const weights = settings.values.fundWeights;
  let session: DrillSession | undefined;
  let problem: string | undefined;
  const code = await runOnStage(engine, (gate, quit) => {
    const control = createBlindControl({
      store: engine.store,
      send: engine.send,
      weights,
      onScore: ({drill: {answers, passed}}, {file}) => {
        if (answers.length === 0) return;
        const {name: day, date, provenance} = file.day;
        session = {leftAt: wallClock.now(), day, date, provenance, answers, passed};
        problem = appendDrill(drillsPath(process.env), session);
      },
      onQuit: quit,
    });
    return {
      element: (
        <BlindApp
          store={engine.store}
          output={createScreenOutput(gate)}
          control={control}
          weights={weights}
          level={colourLevel(process.env)}
          chosen={{...uiFromSettings(settings.values), surroundings: surroundingsOf(process.env, settings.path)}}
        />
      ),
      onLeave: control.leave,
    };
  });
  if (session !== undefined) {
    const {hits} = scoreCalls(session.answers);
    process.stdout.write(`drill on ${session.day}: direction ${shareWords(hits)}\n`);
  }
  if (problem !== undefined) process.stderr.write(errorLine(`the drill was not kept: ${problem}`));
  return code;
};
