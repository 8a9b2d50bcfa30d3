import type {Word} from '../words.ts';
import type {Mention} from './find-names.ts';

const LEADS =
  /\b(?:acquires?|acquired|buys|to (?:acquire|buy)|acquisition of|takeover of|purchase of|buyout of|merge with|merges with|merger with|stake in|invests? .{0,40}\bin|licenses?) $/i;
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

/** Names off the list, where the words before can only lead to a company: `to buy Semrush for …`. Ids begin with `~`. */
export const unlistedNames = (text: string, words: readonly Word[], known: readonly Mention[]): readonly Mention[] => {
  const found: Mention[] = [];
  words.forEach((word, index) => {
    if (word.kind !== 'word' || !/^\p{Lu}/u.test(word.text) || COMMON.has(word.lower)) return;
    if (known.some(mention => mention.from < word.to && mention.to > word.from)) return;
    if (!LEADS.test(text.slice(Math.max(0, word.from - 64), word.from))) return;
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
    const name = text.slice(word.from, to);
    found.push({
      from: word.from,
      to,
      id: `~${name.toUpperCase()}`,
      kind: 'company',
      name,
      why: 'a capital after a deal verb',
    });
  });
  return found;
};
