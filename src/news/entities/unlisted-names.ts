import type {Word} from '../words.ts';
import type {Mention} from './find-names.ts';

const LEADS =
  /\b(?:(?:bid|offer) for|buying|acquiring|acquires?|acquired|buys|to (?:acquire|buy)|acquisition of|takeover of|purchase of|buyout of|merge with|merges with|merger with|stake in|invests? .{0,40}\bin|licenses?) $/i;
/** A first word or words before a strict deal verb are a company's. */
const ACTS =
  /^ (?:to (?:acquire|buy|merge|invest)|acquires|buys|agrees to (?:acquire|buy|merge|sell)|(?:completes|closes) (?:\S+ ){0,4}(?:acquisition|purchase|takeover|merger|round)|launches (?:\S+ ){0,2}bid|raises [$€£]\d|in (?:\w+ )?talks to (?:acquire|buy|merge|sell|raise))/i;

const ENDS = new Set([
  'for',
  'in',
  'at',
  'from',
  'as',
  'to',
  'by',
  'with',
  'after',
  'on',
  'deal',
  'shares',
  'stock',
  'stake',
  'technology',
  'tech',
  'and',
  'ai',
  'unit',
  'business',
]);
const MOST_WORDS = 3;
/** Words that begin with a capital in a headline and name no one. */
const COMMON = new Set([
  'the',
  'a',
  'an',
  'its',
  'more',
  'rival',
  'another',
  'stocks',
  'back',
  'out',
  'up',
  'new',
  'own',
  'shares',
  'stake',
  'chips',
  'ai',
  'us',
  'u.s',
  'china',
  'data',
  'bitcoin',
]);

/** Names off the list, where the words around can only be a company's: `to buy Semrush for …`, `Synopsys completes Ansys acquisition`. Ids begin with `~`. */
export const unlistedNames = (text: string, words: readonly Word[], known: readonly Mention[]): readonly Mention[] => {
  const found: Mention[] = [];
  words.forEach((word, index) => {
    if (word.kind !== 'word' || !/^\p{Lu}/u.test(word.text) || COMMON.has(word.lower)) return;
    if (known.some(mention => mention.from < word.to && mention.to > word.from)) return;
    const led = LEADS.test(text.slice(Math.max(0, word.from - 64), word.from));
    if (!led && index > 0) return;
    let last = index;
    while (last + 1 < words.length && last - index + 1 < MOST_WORDS) {
      const next = words[last + 1];
      if (
        next === undefined ||
        !/^\p{Lu}/u.test(next.text) ||
        ENDS.has(next.lower) ||
        known.some(mention => mention.from === next.from)
      )
        break;
      last++;
    }
    const to = words[last]?.to ?? word.to;
    if (!led && !ACTS.test(text.slice(to, to + 72))) return;
    const name = text.slice(word.from, to);
    found.push({
      from: word.from,
      to,
      id: `~${name.toUpperCase()}`,
      kind: 'company',
      name,
      why: led ? 'a capital after a deal verb' : 'begins a headline before a deal verb',
    });
  });
  return found;
};
