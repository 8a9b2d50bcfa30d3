import type {Phrase} from '../../chart/phrases.ts';
import {SIZE_STEPS} from '../../market/blind/call.ts';
import {noiseAt} from '../../market/blind/question.ts';
import {scoreCalls} from '../../market/blind/score-calls.ts';
import type {Weights} from '../../market/reactions/benchmark.ts';
import {reactionsOf} from '../../market/reactions/reactions-of.ts';
import type {Snapshot} from '../../market/snapshot.ts';
import {maskDates} from '../../news/mask-dates.ts';
import {formatClock, formatShare, UNKNOWN} from '../format.ts';
import {wrapWords} from '../wrap-words.ts';
import {type Asking, askingOf, type BlindState, SIZE_WORDS} from './blind-state.ts';
import {callRow, directionTone, directionWords} from './call-words.ts';

export type PhraseLine = readonly Phrase[];

const HEADLINE_ROWS = 3;

/** `a move beyond 0.31%…`; where nothing says what is usual, that. */
const noiseWords = (noise: number | undefined): string =>
  noise === undefined
    ? 'what is usual for it is not known yet'
    : `a move beyond ${formatShare(noise, 2)} can be told from noise`;

/** `1 small`, with where it ends: `1 small to 0.62%`. */
const sizeWords = (noise: number | undefined): readonly string[] =>
  SIZE_WORDS.slice(1).map((word, index) => {
    const end = SIZE_STEPS[index];
    if (noise === undefined) return `${index + 1} ${word}`;
    return end === undefined ? `${index + 1} ${word}, more` : `${index + 1} ${word} to ${formatShare(noise * end, 2)}`;
  });

const askLine = (asking: Asking, noise: number | undefined): PhraseLine => {
  switch (asking) {
    case 'nothing':
      return [];
    case 'direction':
      return [
        {text: 'which way?', tone: 'accent'},
        {text: '  u ▲ up', tone: 'up'},
        {text: '  d ▼ down', tone: 'down'},
        {text: '  n = none', tone: 'plain'},
      ];
    case 'size':
      return [
        {text: 'how far?', tone: 'accent'},
        ...sizeWords(noise).map((words): Phrase => ({text: `  ${words}`, tone: 'plain'})),
      ];
    case 'confidence':
      return [
        {text: 'how sure?', tone: 'accent'},
        {text: '  4–9 for 40% to 90%', tone: 'plain'},
        {text: '  ⏎ unsaid', tone: 'muted'},
      ];
  }
};

/** The text of a headline as the drill shows it before its day is told. */
export const blindText = (text: string, at: Snapshot['clock']['now']): string => maskDates(text, at);

/** The question that is asked, in lines of `width` cells; empty while none is. */
export const questionLines = (
  state: BlindState,
  snapshot: Snapshot,
  weights: Weights,
  width: number,
): readonly PhraseLine[] => {
  const [question] = state.drill.questions;
  const item = snapshot.wire.find(({headline}) => headline.id === question?.headlineId);
  if (question === undefined || item === undefined) return [];
  const book = reactionsOf(snapshot, {weights});
  const noise = noiseAt(item, question.symbol, book);
  const {benchmark} = book.of(item, question.symbol);
  const against = benchmark.kind === 'own mean' ? 'its own usual drift' : benchmark.name;
  const {direction, size} = state.entry;
  const text = blindText(question.text, item.headline.at);
  const said: PhraseLine =
    direction === undefined
      ? []
      : [
          {text: 'called ', tone: 'muted'},
          {text: directionWords(direction, size), tone: directionTone(direction)},
          {text: '  ', tone: 'muted'},
        ];
  return [
    [
      {text: formatClock(question.askedAt), tone: 'muted'},
      {text: `  ${question.symbol}`, tone: 'title'},
      {text: `  ${item.headline.source || UNKNOWN}`, tone: 'muted'},
    ],
    ...wrapWords(text, width)
      .slice(0, HEADLINE_ROWS)
      .map((line): PhraseLine => [{text: line, tone: 'strong'}]),
    [{text: `${question.symbol} in 15 minutes, against ${against}: ${noiseWords(noise)}`, tone: 'muted'}],
    [...said, ...askLine(askingOf(state), noise)],
  ];
};

/** How it goes while nothing is asked: the score so far, and the newest result. */
export const waitingLines = ({drill}: BlindState, snapshot: Snapshot): readonly PhraseLine[] => {
  const {hits} = scoreCalls(drill.answers);
  const newest = drill.answers.findLast(({outcome}) => outcome !== undefined);
  const open = drill.answers.filter(({outcome}) => outcome === undefined).length;
  const share = hits.count === 0 ? '' : ` (${formatShare(hits.hits / hits.count)})`;
  return [
    [
      {text: 'on to the next headline', tone: 'accent'},
      {text: `  ${hits.hits} of ${hits.count} right${share}`, tone: 'strong'},
      {text: open === 0 ? '' : `  ${open} open`, tone: 'muted'},
    ],
    ...(newest === undefined ? [] : [callRow(newest, blindText(newest.call.text, snapshot.clock.now))]),
  ];
};

/** The calls so far, newest first. */
export const callLines = ({drill}: BlindState, snapshot: Snapshot): readonly PhraseLine[] =>
  drill.answers.map(answer => callRow(answer, blindText(answer.call.text, snapshot.clock.now))).toReversed();
