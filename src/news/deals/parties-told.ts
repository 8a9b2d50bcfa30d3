import type {CompanyNote} from '../entities/entity-note.ts';
import type {Notes} from '../notes.ts';
import type {ToldParty} from './deal-telling.ts';

export type PartiesTold = {
  readonly from: readonly ToldParty[];
  readonly to: ToldParty | undefined;
  readonly all: readonly ToldParty[];
};

const NAME = '\\p{Lu}[\\p{L}\\p{N}.&]*(?: \\p{Lu}[\\p{L}\\p{N}.&]*){0,2}';
/** A name off the list right before the thing that is done to it, or right after `with`. */
const UNLISTED = [
  new RegExp(`(${NAME})(?:['’]s)? (?:takeover|acquisition|purchase|buyout|merger|stake)(?![\\p{L}])`, 'u'),
  new RegExp(
    `(?:deal|agreement|pact|contract|venture|merger|alliance|partnership) (?:with|with startup|between) (${NAME})`,
    'u',
  ),
  new RegExp(`(?:talks about buying|talks on buying|takeover of|acquisition of|bid for) (${NAME})`, 'u'),
];
/** Words with a capital that name no company. */
const NO_NAME =
  /^(?:AI|US|U\.S|EU|UK|China|India|The|New|Cloud|Data|Chip|Hostile|Planned|Major|Largest|Biggest|Record|Power|Army|FTC|EC|CEO|IPO)\b/;

/** Names off the list that begin a headline before a verb in lower case. */
const LEADING = new RegExp(`^(${NAME})(?:(?:,| and| &) (${NAME}))? (?=\\p{Ll})`, 'u');

/** And before a verb with a capital, as titles are set. */
const LEADING_TITLE =
  /^(?:exclusive:? )?(\p{Lu}\S*(?: (?:&|\p{Lu}\S*)){0,3}?)(?:,? (?:and )?(\p{Lu}\S*(?: \p{Lu}\S*){0,2}?))? (?:is|to|announces?|signs?|completes?|nears?|forms?|sells?|clos(?:es?|ing)|held|holds?|agrees?|buys?|acquires?|explores?|weighs?|seeks?|raises?|wins?|bags?|lands?|enters?|drops?|strikes?|approves?|rejects?|shareholders|leads?|secures?|awarded|inks?|snaps?|scoops?|expands?|extends?|divests?|gets?|takes?|agree|weighs?|merges?)(?= )/iu;

/** The first of the patterns that finds a name finds the party. */
const leadingIn = (text: string): readonly ToldParty[] => {
  for (const words of [LEADING, LEADING_TITLE, ...UNLISTED]) {
    const names = (words.exec(text)?.slice(1) ?? []).filter(name => name !== undefined && !NO_NAME.test(name));
    if (names.length > 0) return names.map(name => ({id: `~${name.toUpperCase()}`, name}));
  }
  return [];
};

const partyOf = (company: CompanyNote): ToldParty => ({
  id: company.id,
  name: company.name,
  ...(company.ticker === undefined ? {} : {ticker: company.ticker}),
});

const unlistedIn = (text: string, known: readonly ToldParty[]): ToldParty | undefined => {
  for (const words of UNLISTED) {
    const name = words.exec(text)?.[1];
    if (name === undefined || NO_NAME.test(name)) continue;
    if (known.some(party => party.name.includes(name) || name.includes(party.name))) continue;
    return {id: `~${name.toUpperCase()}`, name};
  }
  return undefined;
};

/** `buying`, `stake`: the first named does it to the second, where no stricter words tell who gives. */
const DIRECTED = /\b(?:buy(?:ing|s)?|acquir\w+|acquisition|takeover|purchas\w+|invest\w*|stake)\b/i;

/** The parties of the deal that a headline tells of, companies off the list among them. */
export const partiesTold = (text: string, notes: Notes): PartiesTold => {
  const named = new Map(notes.companies.map(company => [company.id, partyOf(company)]));
  const party = (id: string): ToldParty => named.get(id) ?? {id, name: id.replace(/^~/, '')};
  const act = notes.event.deal;
  if (act !== undefined && act.parties.all.length > 0) {
    const listed = act.parties.all.map(party);
    const from = act.parties.from.map(party);
    const to = act.parties.to === undefined ? undefined : party(act.parties.to);
    if (listed.length > 1 || act.kind === 'financing') return {from, to, all: listed};
    const other = unlistedIn(text, listed);
    return other === undefined ? {from, to, all: listed} : {from: listed, to: other, all: [...listed, other]};
  }
  const front = notes.companies
    .filter(({mentions, role}) => mentions.length > 0 && role !== 'background')
    .sort((a, b) => (a.mentions[0]?.from ?? 0) - (b.mentions[0]?.from ?? 0))
    .map(partyOf);
  if (front.length === 0) return {from: [], to: undefined, all: leadingIn(text)};
  const other = front.length === 1 ? unlistedIn(text, front) : undefined;
  const all = other === undefined ? front : [...front, other];
  const [first, second] = all;
  if (first === undefined || second === undefined || all.length > 2 || !DIRECTED.test(text))
    return {from: [], to: undefined, all};
  return {from: [first], to: second, all};
};
