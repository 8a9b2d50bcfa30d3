import type {SourceTier} from '../attribution.ts';
import type {DealStage} from './deal.ts';

const MOVES: Readonly<Record<DealStage, readonly DealStage[]>> = {
  rumour: ['talks', 'term_sheet', 'announced', 'lapsed'],
  talks: ['term_sheet', 'announced', 'lapsed'],
  term_sheet: ['talks', 'announced', 'lapsed'],
  announced: ['regulatory_review', 'closed', 'terminated'],
  regulatory_review: ['closed', 'terminated'],
  terminated: ['talks', 'announced'],
  lapsed: ['rumour', 'talks', 'announced'],
  closed: [],
};

/** Whether a deal can go from one stage straight to the other. Staying is no move. */
export const legalMove = (from: DealStage, to: DealStage): boolean => MOVES[from].includes(to);

const LEAST_TIER: Readonly<Record<DealStage, SourceTier>> = {
  rumour: 1,
  talks: 2,
  term_sheet: 2,
  lapsed: 3,
  announced: 4,
  regulatory_review: 4,
  closed: 4,
  terminated: 4,
};

/**
 * The stage that a source may claim: what is signed by hearsay is a term sheet, what nobody stands behind a rumour; an end
 * that no good source tells is none at all, undefined.
 */
export const claimableStage = (told: DealStage, tier: SourceTier | undefined): DealStage | undefined => {
  if (tier === undefined || tier >= LEAST_TIER[told]) return told;
  if (told === 'announced') return tier >= LEAST_TIER.term_sheet ? 'term_sheet' : 'rumour';
  return told === 'talks' || told === 'term_sheet' ? 'rumour' : undefined;
};
