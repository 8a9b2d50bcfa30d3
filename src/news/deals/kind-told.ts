import type {DealActKind} from '../deal-act.ts';
import type {Notes} from '../notes.ts';
import type {DealKind} from './deal.ts';

const EQUITY =
  /\b(?:invest(?:s|ed|ing|ments?)?|stakes?|equity|recapitali[sz]ation|put(?:s|ting)?|pour\w*|pump\w*|inject\w*)\b/i;
const TAKES_OVER =
  /\b(?:acqui(?:re|res|red|ring|sition)|takeovers?|take over|buyout|buying|buys?|purchase|bid for|pursuit of)\b/i;
const LICENSES = /\blicen[sc](?:e|es|ed|ing)\b/i;
const SHARE_OF = /\b[\d.]+ ?% (?:of|stake|interest)\b/i;
const MERGES = /\b(?:merge|merger|merging)\b/i;
const CAPACITY =
  /\b(?:cloud|compute|computing|supply|chips?|hosting|data[ -]cent(?:er|re)s?|power|capacity|services|order)\b/i;
const AGREES =
  /\b(?:cloud|compute|computing|supply|chips?|hosting|data[ -]cent(?:er|re)|power|capacity|services) (?:deal|pact|agreement|contract|order)\b|\b(?:partnership|alliance|collaboration|contract)\b/i;
const SELLS_ASSETS =
  /\b(?:sells?|to sell|sold|sale of|divests?|offloads?|selling|(?:buy|buys|acquires?|acquire)) (?:\S+ ){0,5}?(?:unit|division|business|assets|arm|operations|brand|portfolio|plant)\b/i;
const MAJORITY = /\b(?:majority|controlling)(?: \S+)? (?:stake|interest|shareholding|owner)\b/i;

/** What the words around say where the act alone says no more than that there is a deal or an agreement. */
const loosely = (text: string): DealKind | undefined => {
  if (LICENSES.test(text)) return 'licence';
  if (MERGES.test(text)) return 'merger';
  if (EQUITY.test(text)) return 'minority_stake';
  if (SHARE_OF.test(text)) return 'minority_stake';
  if (TAKES_OVER.test(text)) return 'acquisition';
  return AGREES.test(text) ? 'commercial_contract' : undefined;
};

const PLAIN: Partial<Record<DealActKind, DealKind>> = {
  merger: 'merger',
  licence: 'licence',
  joint_venture: 'joint_venture',
  spin_off: 'spin_off',
  financing: 'financing',
};

/** The kind of deal that a headline tells of; undefined where it only says that there is one. */
export const kindTold = (text: string, notes: Notes): DealKind | undefined => {
  const act = notes.event.deal;
  if (act === undefined) return loosely(text);
  if (act.kind === 'financing' && AGREES.test(text)) return 'commercial_contract';
  const plain = PLAIN[act.kind];
  if (plain !== undefined) return plain;
  const share = notes.percents.find(({role, unit}) => role === 'stake' && unit === 'percent')?.value ?? 0;
  const most = MAJORITY.test(text) || (share > 50 && share < 100);
  if (act.kind === 'acquisition') {
    if (/\bstakes?\b/i.test(text)) return most ? 'majority_stake' : 'minority_stake';
    return SELLS_ASSETS.test(text) ? 'asset_sale' : 'acquisition';
  }
  if (act.kind === 'contract') {
    const rest = text.slice(act.from);
    const agreed = /\b(?:agreement|deal|pact)\b (?:for|on|to)\b(.*)/i.exec(rest)?.[1];
    const before = /\b(?:merger|takeover|acquisition|buyout|investment|stake|equity) (?:agreement|deal|pact)\b/i.exec(
      rest,
    )?.[0];
    const told = loosely(before ?? (agreed !== undefined && !CAPACITY.test(rest) ? agreed : ''));
    return told ?? 'commercial_contract';
  }
  if (/takeover/i.test(act.why) || (/takeover/i.test(text) && !EQUITY.test(text))) return 'acquisition';
  if (most) return 'majority_stake';
  return EQUITY.test(act.why) ? 'minority_stake' : loosely(text);
};
