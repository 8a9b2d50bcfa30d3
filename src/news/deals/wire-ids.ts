import type {Deal, DealEvent, DealKind, DealParty} from './deal.ts';
import {alikeKinds} from './match-score.ts';
import {partyId} from './party-id.ts';

/** The id of the event that a headline makes. */
export const wireEventId = (headlineId: string): string => `wire:${headlineId}`;

/** Whether this is the wire's event of that id, told by a file under an id of its own. */
export const isWireEvent = ({headlineId}: DealEvent, id: string): boolean =>
  headlineId !== undefined && wireEventId(headlineId) === id;

const giversOf = (from: readonly DealParty[]): readonly string[] => from.map(partyId).sort();

/** The id of a deal that the wire alone tells of: who, with whom, what. */
export const wireDealId = ({from, to, kind}: Pick<Deal, 'from' | 'to' | 'kind'>): string =>
  `wire:${giversOf(from).join('+')}>${partyId(to)}:${kind}`;

const WIRE_DEAL = /^wire:(.*)>(.*):([a-z_]+)(?::\d+)?$/;

/** Whether a deal on file is the one that the wire had this id for: the same receiver, a common giver, such a kind. */
export const takesOver = (deal: Deal, id: string): boolean => {
  const [, from = '', to, kind] = WIRE_DEAL.exec(id) ?? [];
  if (to === undefined || kind === undefined || WIRE_DEAL.test(deal.id) || partyId(deal.to) !== to) return false;
  const givers = giversOf(deal.from);
  const shared = from === '' ? givers.length === 0 : from.split('+').some(giver => givers.includes(giver));
  return shared && alikeKinds(deal.kind, kind as DealKind);
};
