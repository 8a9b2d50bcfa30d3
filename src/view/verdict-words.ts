import type {HorizonReading, Reaction} from '../market/reactions/reaction.ts';
import {formatClock, formatPercent, formatShare, formatTime} from './format.ts';
import {fractionOf, statisticCell} from './reactions.ts';

/** `none detectable (< 0.40%)`: how small a move could not have been told from nothing. */
export const limitWords = (detectable: number): string =>
  `none detectable (< ${formatShare(fractionOf(detectable), 2)})`;

const moved = ({measured, toAt, status}: HorizonReading, benchmark: string): string => {
  const test = measured?.test;
  const against = benchmark === 'own mean' ? 'beyond its own mean' : `against ${benchmark}`;
  const abnormal = formatPercent(fractionOf(measured?.car));
  const until = status === 'truncated' ? `up to the session's end at ${formatTime(toAt)}` : 'in the 15 minutes after';
  const t = test?.status === 'ok' ? `, t ${statisticCell(test.t).text}` : '';
  return `moved ${formatPercent(measured?.return)} ${until}, ${abnormal} ${against}${t}`;
};

/** Why a verdict is what it is. It says what came after what, never what came of what. */
export const verdictWords = ({verdict, benchmark}: Reaction): string => {
  const {reason} = verdict;
  switch (reason.kind) {
    case 'moved':
      return moved(reason.reading, benchmark.name);
    case 'within noise': {
      const {measured} = reason.reading;
      const limit = measured?.test.status === 'ok' ? ` · ${limitWords(measured.test.detectable)}` : '';
      return `${moved(reason.reading, benchmark.name)}${limit}`;
    }
    case 'other headlines': {
      const [first] = reason.items;
      const rest = reason.items.length > 1 ? ` and ${reason.items.length - 1} more` : '';
      return first === undefined
        ? 'other headlines in the same minutes'
        : `${formatClock(first.headline.at)} ${first.headline.headline}${rest}`;
    }
    case 'not yet':
      return `known at ${formatClock(reason.until)}`;
    case 'halted':
      return reason.since === undefined ? 'trading was halted' : `trading halted at ${formatClock(reason.since)}`;
    case 'no price before':
      return 'nothing was printed before the headline';
    case 'no print at the end':
      return `no print in the three minutes before ${formatClock(reason.at)}`;
    case 'no usual':
      return reason.words;
    case 'no session':
      return reason.other ? 'the headline is of another day' : 'the headline came while nothing traded';
  }
};
