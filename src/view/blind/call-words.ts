import type {Tone} from '../../chart/grid.ts';
import type {Phrase} from '../../chart/phrases.ts';
import {plus} from '../../core/instant.ts';
import type {Answer, CallSize, Direction, Outcome} from '../../market/blind/call.ts';
import {CALL_SPAN} from '../../market/blind/question.ts';
import {formatClock, formatPercent, formatTime} from '../format.ts';
import {SIZE_WORDS} from './blind-state.ts';

const SIGNS: Readonly<Record<Direction, string>> = {up: '▲', down: '▼', none: '='};
const TONES: Readonly<Record<Direction, Tone>> = {up: 'up', down: 'down', none: 'plain'};

/** `▲ up large`, `= none`. */
export const directionWords = (direction: Direction, size: CallSize | undefined): string =>
  [SIGNS[direction], direction, direction === 'none' || size === undefined ? '' : (SIZE_WORDS[size] ?? '')]
    .filter(word => word !== '')
    .join(' ');

export const directionTone = (direction: Direction): Tone => TONES[direction];

/** `hit`, `hit, size off`, `miss`; what was not measured says why, what lies ahead until when. */
export const verdictWords = ({call, outcome}: Answer): Phrase => {
  if (outcome === undefined) return {text: `open until ${formatTime(plus(call.askedAt, CALL_SPAN))}`, tone: 'muted'};
  if (outcome.kind === 'unscored') return {text: `not scored: ${outcome.why}`, tone: 'muted'};
  if (call.direction !== outcome.direction) return {text: 'miss', tone: 'alert'};
  return call.size === outcome.size ? {text: 'hit', tone: 'up'} : {text: 'hit, size off', tone: 'up'};
};

/** What was measured: `▲ up large +3.10%`, the abnormal part; nothing while it is not known. */
export const measuredWords = (outcome: Outcome | undefined): Phrase =>
  outcome?.kind === 'measured'
    ? {
        text: `${directionWords(outcome.direction, outcome.size)} ${formatPercent(outcome.abnormal)}`,
        tone: directionTone(outcome.direction),
      }
    : {text: '·', tone: 'muted'};

const CALLED = 15;
const MEASURED = 24;
const VERDICT = 15;

/** One call as a row: when, on whom, called, measured, and how that went; then the headline. */
export const callRow = (answer: Answer, text: string): readonly Phrase[] => {
  const {call, outcome} = answer;
  const measured = measuredWords(outcome);
  const verdict = verdictWords(answer);
  const sure = call.confidence === undefined ? '' : ` ${Math.round(call.confidence * 100)}%`;
  return [
    {text: `${formatClock(call.askedAt)} `, tone: 'muted'},
    {text: call.symbol.padEnd(6), tone: 'strong'},
    {
      text: `${directionWords(call.direction, call.size)}${sure}`.padEnd(CALLED + 4),
      tone: directionTone(call.direction),
    },
    ...(outcome === undefined || outcome.kind === 'unscored'
      ? [{text: verdict.text.padEnd(MEASURED + VERDICT), tone: verdict.tone}]
      : [
          {text: measured.text.padEnd(MEASURED), tone: measured.tone},
          {text: verdict.text.padEnd(VERDICT), tone: verdict.tone},
        ]),
    {text: text, tone: 'plain'},
  ];
};
