import {Fault} from '../../src/core/fault.ts';
import {instant, SECOND, seconds} from '../../src/core/instant.ts';
import type {Question} from '../../src/feeds/connection/coverage.ts';
import type {Loss} from '../../src/feeds/retry-policy.ts';
import type {Random} from '../../src/feeds/synthetic/seeded-random.ts';
import type {Agenda} from './agenda.ts';
import type {Published} from './exchange.ts';
import type {Weather} from './weather.ts';

export type AnswerEars = {
  readonly onPage: (items: readonly Published[]) => void;
  readonly onFilled: () => void;
  readonly onUnanswered: (loss: Loss) => void;
};

const PAGE = 25;

/** The provider's history: what was published, a moment later than on the stream. It may fail, stall and stop half-way. */
export const createQuestions = (agenda: Agenda, random: Random, weather: Weather, published: readonly Published[]) => {
  let ill = false;

  const trouble = (): Loss => {
    const how = random();
    if (how < 0.3) return {kind: 'throttled', why: 'HTTP 429', pause: seconds(5 + Math.floor(random() * 15))};
    return {kind: 'transient', why: how < 0.6 ? 'HTTP 500' : 'no answer within 30 s'};
  };

  const ask = ({from, to}: Question, ears: AnswerEars): void => {
    let at = agenda.now() + weather.latency * (1 + random());
    const soon = (run: () => void): void => agenda.add(at, run);
    if (!weather.restAllowed) {
      const fault = new Fault('feed/entitlement', 'the plan does not include these questions');
      soon(() => ears.onUnanswered({kind: 'terminal', fault}));
      return;
    }
    if (ill && random() < 0.7) {
      const loss = trouble();
      if (loss.kind === 'transient' && loss.why.startsWith('no answer')) at += 30 * SECOND;
      soon(() => ears.onUnanswered(loss));
      return;
    }
    agenda.add(at, () => {
      const known = agenda.now() - weather.restLag;
      const items = published.filter(
        ({event, publishedAt}) => publishedAt <= known && event.at >= from && event.at <= instant(Math.max(to, from)),
      );
      const pages = Math.max(1, Math.ceil(items.length / PAGE));
      const cutAfter = ill ? Math.floor(random() * pages) : pages;
      for (let page = 0; page < pages; page++) {
        at += weather.latency * (0.5 + random()) + (random() < 0.05 ? 4 * SECOND : 0);
        if (page >= cutAfter) {
          soon(() => ears.onUnanswered(trouble()));
          return;
        }
        const some = items.slice(page * PAGE, (page + 1) * PAGE);
        soon(() => ears.onPage(some));
      }
      soon(ears.onFilled);
    });
  };

  return {
    ask,
    setIll: (next: boolean): void => {
      ill = next;
    },
  };
};

export type Questions = ReturnType<typeof createQuestions>;
