import type {Rect, Size} from '../../view/layout.ts';

/** Where everything of a blind drill goes, between the first line and the last. */
export type BlindLayout = {
  readonly boxed: boolean;
  readonly watch: Rect | undefined;
  readonly chart: Rect | undefined;
  readonly question: Rect;
  readonly calls: Rect | undefined;
};

/** Rows of the question: where, three of the headline, what counts, what is asked, and its frame. */
const QUESTION = 8;
const WIDE = 110;
const BOXED = 20;
const LEAST_CALLS = 5;

/** The prices beside the chart where there is room for both, under each other elsewhere; the question always whole. */
export const blindLayout = ({width, height}: Size, names: number): BlindLayout => {
  const body: Rect = {x: 0, y: 1, width, height: height - 2};
  const boxed = height >= BOXED;
  if (!boxed) {
    const question = Math.min(body.height, QUESTION - 1);
    const rest = body.height - question;
    return {
      boxed,
      watch: rest < 2 ? undefined : {...body, height: rest},
      chart: undefined,
      question: {...body, y: body.y + rest, height: question},
      calls: undefined,
    };
  }
  const watchRows = Math.min(names + 2, Math.floor(body.height * 0.3));
  const callRows = body.height >= 34 ? Math.floor(body.height * 0.24) : body.height >= 30 ? LEAST_CALLS : 0;
  const top = body.height - QUESTION - callRows;
  const question: Rect = {...body, y: body.y + top, height: QUESTION};
  const calls = callRows === 0 ? undefined : {...body, y: question.y + QUESTION, height: callRows};
  if (width >= WIDE) {
    const left = Math.round(width * 0.32);
    return {
      boxed,
      watch: {...body, width: left, height: top},
      chart: {...body, x: left, width: width - left, height: top},
      question,
      calls,
    };
  }
  return {
    boxed,
    watch: {...body, height: watchRows},
    chart: {...body, y: body.y + watchRows, height: top - watchRows},
    question,
    calls,
  };
};
