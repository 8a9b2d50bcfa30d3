import type {Transport} from '../engine/ports.ts';
import type {ReplayMark} from '../feeds/replay-mark.ts';
import type {ClockFace} from '../market/snapshot.ts';
import type {Playback} from '../server/playback.ts';

export type ReplayTransportOptions = {
  /** Our server's clock, paused where the replay opens. */
  readonly playback: Playback;
  /** How far our client has come; undefined before it heard of any time. */
  readonly position: () => ReplayMark | undefined;
};

export type ReplayTransport = Transport & {
  /** Settles once everything before the opening moment is there. */
  readonly opened: Promise<void>;
};

/**
 * A replay's controls and clock as the screen sees them. The client comes a moment after its server: while it has not
 * reached what was sought, the clock says so and stands at the goal. The clock starts to run when everything before
 * the opening moment is there.
 */
export const createReplayTransport = ({playback, position}: ReplayTransportOptions): ReplayTransport => {
  let goal: ReplayMark | undefined = playback.position();
  let opening = true;
  /** What a person asked for before the clock could run. */
  let wantsRunning = true;
  let open: () => void = () => {};
  const opened = new Promise<void>(resolve => {
    open = resolve;
  });

  const isReached = (mark: ReplayMark, reached: ReplayMark | undefined): boolean =>
    reached !== undefined && (reached.epoch > mark.epoch || (reached.epoch === mark.epoch && reached.at >= mark.at));

  const face = (): ClockFace => {
    const reached = position();
    if (goal !== undefined && isReached(goal, reached)) {
      goal = undefined;
      if (opening && wantsRunning) playback.send({kind: 'resume'});
      opening = false;
      open();
    }
    const served = playback.face();
    if (goal !== undefined) return {...served, now: goal.at, state: 'seeking'};
    // It stopped of itself at a headline that our client has not come to yet: for us it still runs.
    const held = playback.heldAt();
    if (held !== undefined && !isReached(playback.position(), reached))
      return {...served, now: reached?.at ?? served.now, state: 'running'};
    // A playback may be told to seek by others, too: it says so itself.
    return {...served, now: reached?.at ?? served.now};
  };

  return {
    face,
    opened,
    send: command => {
      if (opening && (command.kind === 'toggle' || command.kind === 'pause' || command.kind === 'resume')) {
        wantsRunning = command.kind === 'toggle' ? !wantsRunning : command.kind === 'resume';
        return;
      }
      const before = playback.position();
      playback.send(command);
      const after = playback.position();
      if (playback.face().state === 'seeking' || after.epoch !== before.epoch) goal = after;
    },
  };
};
