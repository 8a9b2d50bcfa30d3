import type {Headline} from '../core/events.ts';
import type {Instant} from '../core/instant.ts';
import type {DealActKind} from './deal-act.ts';
import type {EventKind} from './event-kind.ts';
import type {MoneyNote} from './money.ts';
import type {Notes} from './notes.ts';
import {type StoryMarks, storyMarksOf} from './story-marks.ts';
import {contentStems, textKey} from './text-likeness.ts';

type Family = 'equity' | 'takeover' | 'contract' | 'other';

const FAMILIES: Readonly<Record<DealActKind, Family>> = {
  stake: 'equity',
  financing: 'equity',
  acquisition: 'takeover',
  merger: 'takeover',
  licence: 'takeover',
  contract: 'contract',
  joint_venture: 'contract',
  spin_off: 'other',
};

/** What of a headline decides which story it belongs to. */
export type StoryKey = {
  readonly at: Instant;
  readonly text: string;
  readonly stems: ReadonlySet<string>;
  readonly url: string;
  readonly kind: EventKind;
  /** True for opinions, lists and roundups, which touch many stories and belong to none but their own reprints. */
  readonly loose: boolean;
  /** The companies named, those in the background only where there is no other. */
  readonly companies: ReadonlySet<string>;
  /** Undefined where the words do not tell. */
  readonly family: Family | undefined;
  readonly givers: ReadonlySet<string>;
  readonly receiver: string | undefined;
  readonly money: readonly MoneyNote[];
  readonly marks: StoryMarks;
};

export const storyKeyOf = (headline: Headline, notes: Notes): StoryKey => {
  const named = notes.companies.filter(company => company.mentions.length > 0);
  const front = named.filter(company => company.role !== 'background');
  const deal = notes.event.deal;
  const parties = notes.event.kind === 'deal' && deal !== undefined ? deal.parties : undefined;
  const all =
    parties !== undefined && parties.all.length > 0
      ? parties.all
      : (front.length > 0 ? front : named).map(({id}) => id);
  const directed = parties !== undefined && (parties.from.length > 0 || parties.to !== undefined);
  const form = notes.form.kind;
  return {
    at: headline.at,
    text: textKey(headline.headline),
    stems: contentStems(headline.headline),
    url: headline.url,
    kind: notes.event.kind,
    loose: notes.event.kind === 'opinion' || form === 'roundup' || form === 'promotion' || form === 'listicle',
    companies: new Set(all),
    family: directed && deal !== undefined ? FAMILIES[deal.kind] : undefined,
    givers: new Set(parties?.from ?? []),
    receiver: parties?.to,
    money: notes.money.filter(note => !note.denied),
    marks: storyMarksOf(headline.headline, notes),
  };
};
