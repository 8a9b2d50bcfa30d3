import type {ClockFace, Snapshot} from '../../market/snapshot.ts';
import {formatSpeed} from '../format.ts';
import {type StatusView, statusView} from '../status-view.ts';

const SIGNS: Readonly<Record<ClockFace['state'], string>> = {running: '▶', paused: '‖', seeking: '»', ended: '■'};

/** The line at the top of a blind drill: the status bar's, without the date, and with the word that says what this is. */
export const blindStatus = (snapshot: Snapshot): StatusView => {
  const {clock} = snapshot;
  return {
    ...statusView(snapshot, clock.now),
    mode: `${SIGNS[clock.state]} DRILL ${formatSpeed(clock.speed)}`,
    date: 'date hidden',
  };
};
