import type {DealActKind, Says} from './deal-act.ts';
import type {Found} from './find-phrases.ts';

/** What a contract is really of, by a word inside its phrase: `signs merger agreement`, `strikes chips-for-equity deal`. */
const INSIDE: readonly (readonly [DealActKind, RegExp])[] = [
  ['merger', /(?<![a-z])merger(?![a-z])/],
  ['acquisition', /(?<![a-z])(?:takeover|acquisition|buyout)(?![a-z])/],
  ['licence', /(?<![a-z])licen[sc](?:e|ing)(?![a-z])/],
  ['stake', /(?<![a-z])(?:equity|stake|investment)(?![a-z])/],
];
/** `signs deal to invest`, `inks agreement to jointly buy`: what follows is what was signed. */
const LEADS_ON = /^\sto(?:\s[a-z]+ly)?\s$/;
/** The same where the phrase has the `to` in it. */
const LEADS_IN = /^\s$/;
/** `deal for $50 billion investment`. */
const FOR_WHAT = /^\s(?:for|on|over)\s(?:[^\s,;:]+\s){0,4}?(?:investment|stake|equity)(?![a-z])/;

/**
 * The phrase that says what the deal is: the first that tells a direction, else the first. Where that is a contract for
 * something else, what was signed.
 */
export const signedFor = (text: string, told: readonly Found<Says>[]): Found<Says> | undefined => {
  const at = told.findIndex(({says}) => says.first !== 'unknown');
  const found = told[Math.max(0, at)];
  if (found?.says.kind !== 'contract') return found;
  const next = told[Math.max(0, at) + 1];
  const between = next === undefined ? '' : text.slice(found.to, next.from);
  const leads = next?.why.startsWith('to ') === true ? LEADS_IN : LEADS_ON;
  if (next !== undefined && leads.test(between))
    return {...next, from: found.from, why: text.slice(found.from, next.to).toLowerCase()};
  const kind =
    INSIDE.find(([, words]) => words.test(found.why))?.[0] ??
    (FOR_WHAT.test(text.slice(found.to).toLowerCase()) ? 'stake' : undefined);
  return kind === undefined ? found : {...found, says: {...found.says, kind}};
};
