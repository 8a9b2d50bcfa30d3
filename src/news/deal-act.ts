import type {EntityNote} from './entities/entity-note.ts';
import {everyPhrase, phrasesOf} from './find-phrases.ts';
import {signedFor} from './signed-for.ts';
import type {TextSpan} from './words.ts';

export type DealActKind =
  | 'acquisition'
  | 'merger'
  | 'stake'
  | 'financing'
  | 'contract'
  | 'licence'
  | 'joint_venture'
  | 'spin_off';

/** A deal as a headline words it: its words, and who gives (money, chips, capacity) to whom, as ids. */
export type DealAct = TextSpan & {
  readonly kind: DealActKind;
  /** `to` is undefined when no one is named; `all` are both sides in order of naming, also where no words tell the direction. */
  readonly parties: {
    readonly from: readonly string[];
    readonly to: string | undefined;
    readonly all: readonly string[];
  };
  readonly why: string;
};

export type Says = {
  readonly kind: DealActKind;
  /** Whether the one before the words gives, or gets. */
  readonly first: 'gives' | 'gets' | 'both' | 'unknown';
};

/** Strict phrases: a deal verb alone is right less than half the time. The more telling come first. */
const PHRASES = phrasesOf<Says>([
  [
    {kind: 'licence', first: 'gives'},
    "licen[sc](?:es?|ed|ing)(?: [a-z’'-]+){0,3}? (?:technology|tech|chip|ai|patents|deal|agreement|pact|ip)|licen[sc]es|licen[sc]ing (?:deal|agreement|pact)|non exclusive licen[sc]\\w*|licen[sc]e,? not (?:an? )?acquisition",
  ],
  [{kind: 'spin_off', first: 'gives'}, 'spin off|spins off|spin out|spinoff|to split into|carve out'],
  [{kind: 'joint_venture', first: 'both'}, 'joint venture'],
  [{kind: 'merger', first: 'both'}, 'to merge|merges? with|merger (?:with|of|talks|deal|agreement)|in merger'],
  [
    {kind: 'stake', first: 'gives'},
    '(?:invest(?:s|ed|ing|ment)?|put(?:s|ting)?(?: up)?|pour(?:s|ed|ing)?|pump(?:s|ing)?|plough(?:s|ing)?|plow(?:s|ing)?|inject(?:s|ing)?|bets?|commit(?:s|ted|ting)?) (?:[^\\s;:]+ ){0,8}?(?:in|into|on|to)(?= [a-z])|(?:closes|completes|completed|closed) (?:[^\\s;:]+ ){0,5}?investment|(?:talks|discussions|negotiations) (?:on|over|about|for) (?:[^\\s;:]+ ){0,6}?(?:for|stake|investment)|(?:buys?|buying|take|takes|taking|acquires?|acquiring|raises?|raising|boosts?|ups) (?:[^\\s,;:]+ ){0,4}?stake(?: in)?|[\\d.]+%? stake in|investments? in(?= [a-z])|stake in',
  ],
  [
    {kind: 'acquisition', first: 'gives'},
    '(?:to )?pay (?:[^\\s;:]+ ){1,4}?for(?= [a-z])|(?:to |agrees? to |agreed to |talks to |bid to |plans to |deal to |near deal to )(?:acquire|buy|purchase|take over)(?! back| (?:the )?rights)|(?:closes|closed|completes|completed|finali[sz]es|abandons?|scraps?|calls off|terminates?|ends) (?:[^\\s;:]+ ){0,4}?(?:purchase|acquisition|takeover|buyout)|(?:discuss(?:ed|es|ing)?|consider(?:s|ed|ing)?|weigh(?:s|ed|ing)?|explor(?:es|ed|ing)|mull(?:s|ed|ing)?|eyes|interested in|close to|nears?|plans?) (?:buying|acquiring|purchasing|taking over|a takeover of|a bid for)|(?:hostile|takeover|rival|sweetened|improved|cash) (?:bid|offer)(?: for)?|acquires?(?! an? | the | rights)(?= [a-z])|acquired(?! by )(?= [a-z])|buys(?! an? | the | back| more| stock| shares)(?= [a-z])|acquisition of|takeover of|purchase of(?= [a-z])|buyout of|(?:biggest|largest) (?:purchase|acquisition|deal) ever|not quite takeover|absorbs|snaps up|acquisition',
  ],
  [
    {kind: 'financing', first: 'gets'},
    '(?:gets?|receives?|wins?|seeks?|seeking) (?:[^\\s,;:]+ ){0,6}?from(?= [a-z])|(?:raises?|raising|raised|seeks?|seeking|secures?|secured|secure|closes?|closed|lands?|in talks to raise|to raise) (?:[^\\s,;:]+ ){0,6}?(?:funding|round|financing|from investors|valuation|in funding|series [a-z])|funding round|(?:raises?|raising|raise) (?=[$€£]\\d)',
  ],
  [
    {kind: 'contract', first: 'both'},
    '(?:signs?|signed|inks?|inked|strikes?|struck|expands?|expanded|extends?|extended|wins?|won|lands?|landed|awarded|secures?|unveils?|announces?|reaches) (?:[^\\s,;:]+ ){0,9}?(?:deal|contract|agreement|pact|order|commitment|alliance)|(?:compute|cloud|supply|chip|capacity|hosting|data cent(?:er|re)|services|compute capacity|seven year|multi year|aws) (?:deal|contract|agreement|pact|order)|(?:nears?|nearing|near|close to) (?:[^\\s,;:]+ ){0,4}?deal(?: with)?|massive .{0,20}order|(?:ai )?chip order',
  ],
  [
    {kind: 'stake', first: 'unknown'},
    "deal(?= (?:not|is|was|isn't|terms|stalls?|off|in doubt|at risk|wins|faces|would|could|may|to close)(?![a-z]))|(?:stake|investment|equity|takeover|chips for equity)(?= ['‘“]?(?:as|was|is|has|may|could|will|of|stalls?|talks?|plans?|report|reports|rumou?rs?|deal|from|by|never|on ice|negotiations|pact|agreement)(?![a-z]))|(?:stake|investment|takeover)(?=$)|reports? (?:of|on) (?:[^\\s;:]+ ){1,4}?(?:investment|stake|takeover|deal)|recapitali[sz]ation|(?:megadeal|mega deal|tie up)",
  ],
]);
/** A deal meant as a bargain, or between someone else and nobody. */
const NOT_DEALS =
  /\b(?:holiday|black friday|prime day|cyber monday|best|weekend|trade|plea|peace|new|green|big|good|great|raw) deals?\b|\bdeal (?:of the day|with it)\b|\bno big deal\b|\bdeals? (?:on|under)\b/i;

const TURN = /\b(?:as|while|but|after|amid|despite)\s|[;:|]\s/gi;
const FROM_WHOM = /\b(?:from|by|led by|backed by)\s(?:[\w-]+\s)?$/i;
/** `Amazon-OpenAI talks`: two names joined, then what there is between them. */
const BETWEEN =
  /^ (?:[\w-]+ )?(?:talks|negotiations|deal|pact|plan|report|tie-up|alliance|partnership|investment|agreement|merger)\b/i;
/** `over OpenAI stake`: the name right before is what is bought into. */
const OF_THE_NAMED = /^(?:stake|equity)/i;
/** Money put somewhere is a deal only between two. */
const NEEDS_TWO = /^(?:invest|put|pour|pump|plo|inject|bet|commit)/i;

type Firms = readonly EntityNote[];

const joined = (text: string, firms: Firms): DealAct | undefined => {
  for (const [index, second] of firms.entries()) {
    const first = firms[index - 1];
    if (first === undefined || first.id === second.id || !/^\s?[-–/]\s?$/.test(text.slice(first.to, second.from)))
      continue;
    const match = BETWEEN.exec(text.slice(second.to));
    if (match === null) continue;
    const parties = {from: [], to: undefined, all: [first.id, second.id]};
    const span = {from: first.from, to: second.to + match[0].length};
    return {...span, kind: 'stake', parties, why: text.slice(span.from, span.to).toLowerCase()};
  }
  return undefined;
};

const unique = (firms: Firms): readonly string[] => [...new Set(firms.map(firm => firm.id))];

/** The parties where the words tell no direction: all who are named, and the one named right before `stake`. */
const undirected = (text: string, at: TextSpan, firms: Firms): DealAct['parties'] => {
  const named = firms.find(firm => text.slice(firm.to, at.from).trim() === '' && firm.to <= at.from);
  const all = unique(firms);
  if (named === undefined || !OF_THE_NAMED.test(text.slice(at.from, at.to))) return {from: [], to: undefined, all};
  return {from: unique(firms.filter(firm => firm.to <= named.from)).filter(id => id !== named.id), to: named.id, all};
};

/** The deal that the headline words tell of, by strict phrases; undefined when they tell of none. */
export const dealActOf = (text: string, entities: readonly EntityNote[]): DealAct | undefined => {
  if (NOT_DEALS.test(text)) return undefined;
  const firms = entities.filter(({kind}) => kind !== 'outlet' && kind !== 'regulator' && kind !== 'broker');
  const told = everyPhrase(text, PHRASES);
  const found = signedFor(text, told);
  if (found === undefined) return joined(text, firms);
  const earlier = firms.filter(entity => entity.to <= found.from);
  const turned = [...text.slice(0, found.from).matchAll(TURN)].at(-1)?.index ?? 0;
  const sameClause = earlier.filter(entity => entity.from >= turned);
  const before = sameClause.length > 0 ? sameClause : earlier.filter(entity => entity.role !== 'background');
  const after = firms.filter(entity => entity.from >= found.from);
  const act = (parties: DealAct['parties']): DealAct => ({
    kind: found.says.kind,
    parties,
    from: found.from,
    to: found.to,
    why: found.why,
  });
  if (found.says.first === 'unknown') return joined(text, firms) ?? act(undirected(text, found, [...before, ...after]));
  const all = unique([...before, ...after]);
  if (all.length < 2 && NEEDS_TWO.test(found.why)) return undefined;
  const sides = (from: readonly string[], to: string | undefined): DealAct => act({from, to, all});
  const giver = after.find(entity => FROM_WHOM.test(text.slice(Math.max(0, entity.from - 24), entity.from)));
  if (found.says.first === 'gets') {
    return sides(giver === undefined ? [] : [giver.id], before[0]?.id ?? after.find(entity => entity !== giver)?.id);
  }
  const givers = unique(before);
  const target = after.find(entity => !givers.includes(entity.id) && entity.kind !== 'product');
  if (target === undefined && givers.length > 1) return act(undirected(text, found, before));
  return sides(givers, target?.id ?? after.find(entity => !givers.includes(entity.id))?.id);
};
