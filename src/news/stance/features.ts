import type {TextSpan} from '../words.ts';
import {polarityOf} from './lexicon.ts';
import type {Token} from './mask.ts';

/** How far to each side of the target a word counts as near. */
const NEAR = 4;
/** A headline is short; what comes later does not count. */
const MOST_TOKENS = 80;
const NEGATIONS = new Set(['not', 'no', 'never', 'without', 'fail', 'fails']);

/** Feature name → where it stands. Names: `u` word, `b` pair, `c`/`x` word in or out of the target's clause, `l`/`r` near it, `q` before or `a` after it, `n` its neighbours, `p` its place, `s` lexicon sums. */
export type Features = ReadonlyMap<string, TextSpan>;

const bounded = (count: number): string => (count > 1 ? '2' : '1');

const lexiconFeatures = (
  tokens: readonly Token[],
  at: number,
  clauses: ReadonlySet<number>,
  add: (name: string, span: TextSpan) => void,
): void => {
  const counts: Record<string, number> = {};
  const spans: Record<string, TextSpan> = {};
  const count = (name: string, token: Token): void => {
    counts[name] = (counts[name] ?? 0) + 1;
    spans[name] ??= token;
  };
  tokens.forEach((token, index) => {
    const negated = NEGATIONS.has(tokens[index - 1]?.text ?? '') || NEGATIONS.has(tokens[index - 2]?.text ?? '');
    const polarity = polarityOf(token.text) * (negated ? -1 : 1);
    if (polarity === 0) return;
    const sign = polarity > 0 ? '+' : '-';
    count(`all${sign}`, token);
    if (clauses.has(token.clause)) count(`own${sign}`, token);
    count(`${index < at ? 'before' : 'after'}${sign}`, token);
  });
  for (const [name, times] of Object.entries(counts))
    add(`s:${name}${bounded(times)}`, spans[name] ?? {from: 0, to: 0});
  for (const scope of ['all', 'own']) {
    const balance = (counts[`${scope}+`] ?? 0) - (counts[`${scope}-`] ?? 0);
    const span = spans[`${scope}${balance > 0 ? '+' : '-'}`] ?? {from: 0, to: 0};
    add(`s:${scope}${balance > 0 ? '>' : balance < 0 ? '<' : '='}`, span);
  }
};

/** What the model looks at for one target; `tokens` as masked for it. Linear. */
export const stanceFeatures = (all: readonly Token[]): Features => {
  const tokens = all.slice(0, MOST_TOKENS);
  const features = new Map<string, TextSpan>();
  const add = (name: string, {from, to}: TextSpan): void => {
    if (!features.has(name)) features.set(name, {from, to});
  };
  const text = (index: number): string => tokens[index]?.text ?? (index < 0 ? '^' : '$');
  const both = (from: number, to: number): TextSpan => ({
    from: tokens[Math.max(0, from)]?.from ?? 0,
    to: tokens[Math.min(tokens.length - 1, to)]?.to ?? 0,
  });
  const targets = tokens.flatMap((token, index) => (token.text === 'T' ? [index] : []));
  const clauses = new Set(targets.map(index => tokens[index]?.clause ?? 0));
  const at = targets[0] ?? -1;
  const many = (tokens.at(-1)?.clause ?? 0) > 0;
  tokens.forEach((token, index) => {
    add(`u:${token.text}`, token);
    if (index + 1 < tokens.length) add(`b:${token.text}_${text(index + 1)}`, both(index, index + 1));
    if (many) add(`${clauses.has(token.clause) ? 'c' : 'x'}:${token.text}`, token);
    if (at >= 0 && token.text !== 'T') add(`${index < at ? 'q' : 'a'}:${token.text}`, token);
  });
  for (const target of targets) {
    for (let step = 1; step <= NEAR; step++) {
      if (target - step >= 0) add(`l:${text(target - step)}`, both(target - step, target - step));
      if (target + step < tokens.length) add(`r:${text(target + step)}`, both(target + step, target + step));
    }
  }
  if (at >= 0) {
    add(`n:${text(at - 1)}_T_${text(at + 1)}`, both(at - 1, at + 1));
    add(`n:${text(at - 2)}_${text(at - 1)}_T`, both(at - 2, at));
    add(`n:T_${text(at + 1)}_${text(at + 2)}`, both(at, at + 2));
    add(`n:T_${text(at + 1)}_${text(at + 2)}_${text(at + 3)}`, both(at, at + 3));
    add(`n:${text(at - 1)}_T`, both(at - 1, at));
    add(`n:T_${text(at + 1)}`, both(at, at + 1));
    add(`p:${at === 0 ? 'first' : at === tokens.length - 1 ? 'last' : 'middle'}`, both(at, at));
    const colon = tokens.findLastIndex(token => token.text === ':');
    if (colon >= 0) add(`p:${at < colon ? 'told' : colon > tokens.length / 2 ? 'speaks' : 'after'}`, both(at, at));
  }
  add(tokens.some(token => token.text === 'O') ? 'p:company' : 'p:alone', {from: 0, to: 0});
  if (at >= 0) lexiconFeatures(tokens, at, clauses, add);
  return features;
};
