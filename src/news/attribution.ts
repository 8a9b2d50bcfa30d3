import type {EntityNote} from './entities/entity-note.ts';
import {everyPhrase, type Found, phrasesOf} from './find-phrases.ts';
import type {Form} from './form.ts';
import {outletTierOf} from './outlets.ts';
import type {TextSpan} from './words.ts';

export type Voice =
  | 'company'
  | 'counterparty'
  | 'regulator'
  | 'court'
  | 'person'
  | 'unnamed'
  | 'media'
  | 'analyst'
  | 'author'
  | 'document'
  | 'unattributed';
export type Polarity = 'asserts' | 'denies' | 'declines' | 'disputes';
export type Hedge = 'none' | 'reported' | 'conditional' | 'speculative';
/** 5 filing or document · 4 on record · 3 a first-tier outlet's own unnamed sources · 2 relay or single unnamed · 1 unattributed. */
export type SourceTier = 1 | 2 | 3 | 4 | 5;

/** Words that told who says it, or how surely. */
export type Cue = TextSpan & {readonly says: Voice | Polarity | Hedge; readonly why: string};

/** Who stands behind the headline, and how firmly. */
export type Attribution = {
  readonly by: Voice;
  /** Id of the speaker where one is named. */
  readonly speaker: string | undefined;
  readonly polarity: Polarity;
  readonly hedge: Hedge;
  readonly tier: SourceTier;
  readonly cues: readonly Cue[];
  /** Why this tier. */
  readonly why: string;
};

const POLARITIES = phrasesOf<Polarity>([
  [
    'declines',
    "(?:declines?|declined|refuses?|refused) to (?:comment|discuss|confirm)|no comment|(?:did not|didn't|does not) (?:immediately )?(?:respond|comment)|would not comment",
  ],
  [
    'denies',
    "den(?:y|ies|ied|ying)(?! \\w+ (?:entry|access))|refut(?:es|ed)|rebuts?|rejects? (?:the )?(?:report|claims?|rumou?rs?)|no plans? to|not in talks|no talks|never (?:was )?(?:a )?(?:commitment|committed)|was never|dismiss(?:es|ed) (?:\\w+ )?(?:report|rumou?r|talk|claim)s?|shoots? down|knocks? down (?:report|rumou?r)s?|(?:isn't|is not|not) (?:true|accurate|buying|investing|acquiring)",
  ],
  [
    'disputes',
    'disputes?|disputed|pushe[sd] back|plays? down|played down|downplays?|challenges? (?:report|claim)s?|walks? back|walked back|casts? doubt|contradicts?|questions? (?:report|claim)s?',
  ],
]);
const HEDGES = phrasesOf<Hedge>([
  [
    'reported',
    'reportedly|sources?(?: (?:say|says|said|familiar))?(?=\\s|$|[.,:;)])|people familiar|person familiar|insiders say|(?:is |are )?said to|according to|reports?(?= that|$|[,.;)])|(?<=[,:–—-]\\s)reports?|on reports?(?: of)?|per (?:wsj|bloomberg|reuters|cnbc|ft|the information)|media reports?|leak(?:s|ed)?',
  ],
  ['conditional', 'if|contingent|conditional|subject to|unless|pending|depends? on|provided that|on conditions?'],
  [
    'speculative',
    'may|might|could|would|weighs?|weighing|mulls?|mulling|considers?|considering|explores?|exploring|eyes|eyeing|rumou?rs?|rumou?red|speculation|speculates?|likely|possible|potential(?:ly)?|hints?|expected to|poised to',
  ],
]);
const DOCUMENTS = phrasesOf<Voice>([
  [
    'document',
    '(?:sec |regulatory |securities |court |exchange )?filings?(?: shows?| says?| reveals?)?|8 k|10 [kq]|s 1|13[dfg]|proxy statement|prospectus|documents? (?:show|reveal)s?|internal (?:memo|document|email)s?(?: shows?)?',
  ],
  [
    'court',
    '(?:judge|court|jury|tribunal) (?:rules?|orders?|blocks?|finds?|sides?|dismiss\\w*|approves?|rejects?|halts?|upholds?|says?)|supreme court|appeals court',
  ],
]);
const UNNAMED = phrasesOf<Voice>([
  [
    'unnamed',
    'sources?(?: (?:say|says|said|familiar))?(?=\\s|$|[.,:;)])|people familiar(?: with (?:the )?matter)?|person familiar|insiders say|reportedly|(?:is |are )?said to|on reports?(?: of)?|leaks?',
  ],
  ['media', 'reports? (?:says?|said|claims?)'],
  [
    'analyst',
    'analysts?(?: says?| sees?)?|price targets?|upgrades?|downgrades?|initiates?|reiterates?|overweight|outperform|underweight|raises pt|strategists?',
  ],
]);
const SAYS =
  'says?|said|tells?|told|confirms?|confirmed|announces?|announced|reports? (?!that)(?=\\S+ (?:quarter|q[1-4]|profit|revenue|results|earnings|loss))|posts|unveils?|launches|signs|signed|files?|warns?|sees|expects?|discloses?|reveals?|agrees|acquires|completes|closes|denies|denied|disputes?|dismisses|declines?|declined|pushes back|rejects?|refutes?|rebuts?|plays down|walks back|orders?|opens?|sues?|approves?|clears?|blocks?|fines|forecasts?|guides?|raises|hikes|cuts|licenses|enters|commits';
const SPEAKS = new RegExp(
  `^(?:'s|’s)?(?:[ ,]+(?:ceo|cfo|chief|boss|founder|president|chair(?:man|woman)?|and|spokes\\w+|also|now)\\b){0,4} ?\\b(?:${SAYS})\\b`,
  'i',
);
const QUOTED = /\b(?:says|said|according to|told|tells|per)\s(?:the\s)?(?:(?:ceo|cfo|chief|boss)\s)?$/i;
const SIGNED = /(?::\s|\s[–—-]\s)$/;
const OFFICER =
  /\b(?:ceo|cfo|coo|chief executive|chairman|spokes(?:man|woman|person)|executive)\s(?:says|said|tells|confirms)\b/i;

type Speaker = {readonly by: Voice; readonly id: string; readonly cue: Cue};

/** Who a mention makes a speaker of: named before a verb of saying, or closing the line after a colon, dash or comma. */
const speakerOf = (text: string, entities: readonly EntityNote[]): Speaker | undefined => {
  const closing = (entity: EntityNote): boolean => {
    const [lead, rest] = [text.slice(Math.max(0, entity.from - 24), entity.from), text.slice(entity.to)];
    if (!/^[\s.)]*(?:says|said|reports?|reported|news|sources)?[\s.)]*$/i.test(rest)) return false;
    if (entity.kind === 'company' || entity.kind === 'product') return QUOTED.test(lead) || /sa(?:ys|id)/i.test(rest);
    return QUOTED.test(lead) || SIGNED.test(lead) || /[a-z]/i.test(rest);
  };
  const relays = (entity: EntityNote): boolean =>
    entity.kind === 'outlet' && /^(?:['’]s\b|:| (?:says?|said|reports?|reported)\b)/i.test(text.slice(entity.to));
  const speaks = (entity: EntityNote): boolean =>
    relays(entity) || SPEAKS.test(text.slice(entity.to, entity.to + 64)) || closing(entity);
  const voice = (entity: EntityNote): Voice => {
    if (entity.kind === 'outlet') return 'media';
    if (entity.kind === 'broker') return 'analyst';
    if (entity.kind === 'person') return 'person';
    if (entity.kind === 'regulator') return entity.id === 'COURT' ? 'court' : 'regulator';
    return entity.role === 'subject' ? 'company' : 'counterparty';
  };
  const speakers = entities.filter(speaks);
  const outlet =
    speakers.find(entity => entity.kind === 'outlet') ??
    entities.find(entity => entity.kind === 'outlet' && closing(entity));
  const chosen = outlet ?? speakers[0];
  if (chosen === undefined) return undefined;
  const by = voice(chosen);
  return {
    by,
    id: chosen.id,
    cue: {from: chosen.from, to: chosen.to, says: by, why: `${text.slice(chosen.from, chosen.to)} speaks`},
  };
};

type Standing = {readonly by: Voice; readonly speaker?: string; readonly tier: SourceTier; readonly why: string};

type Told = {
  readonly speaker: Speaker | undefined;
  readonly document: Found<Voice> | undefined;
  readonly unnamed: Found<Voice> | undefined;
  readonly officer: boolean;
  /** Whether the speaker answers a report: then the report's sources are not the headline's. */
  readonly answers: boolean;
};

const standingOf = (source: string, form: Form, hedge: Hedge, told: Told): Standing => {
  const outlet = outletTierOf(source);
  const {speaker, document, unnamed, officer, answers} = told;
  if (form.kind === 'opinion' || form.kind === 'listicle') {
    if (speaker?.by === 'analyst' || unnamed?.says === 'analyst')
      return {by: 'analyst', tier: 1, why: `${form.kind}: ${form.why}`};
    return {by: 'author', tier: 1, why: `${form.kind}: ${form.why}`};
  }
  if (document !== undefined) return {by: document.says, tier: 5, why: document.why};
  if (speaker?.by === 'media') return {by: 'media', speaker: speaker.id, tier: 2, why: speaker.cue.why};
  if (unnamed?.says === 'unnamed' && !(answers && speaker !== undefined)) {
    return outlet === 'first'
      ? {by: 'unnamed', tier: 3, why: `${unnamed.why}, at a first-tier outlet`}
      : {by: 'unnamed', tier: 2, why: unnamed.why};
  }
  if (speaker !== undefined) return {by: speaker.by, speaker: speaker.id, tier: 4, why: speaker.cue.why};
  if (officer) return {by: 'person', tier: 4, why: 'an officer speaks'};
  if (unnamed !== undefined) return {by: unnamed.says, tier: 2, why: unnamed.why};
  if (outlet === 'release') return {by: 'company', tier: 4, why: `released through ${source}`};
  if (outlet === 'first') {
    return hedge === 'none'
      ? {by: 'media', tier: 4, why: `stated as fact by ${source}`}
      : {by: 'unnamed', tier: 3, why: `${source}, no source named`};
  }
  return {by: 'unattributed', tier: 1, why: 'nobody is named'};
};

/** Who says it, whether they assert, deny or decline, how it is hedged, and how good the source is. `talked`: it tells of talks, which no one announces. */
export const attributionOf = (
  text: string,
  source: string,
  entities: readonly EntityNote[],
  form: Form,
  talked: boolean,
): Attribution => {
  const polarities = everyPhrase(text, POLARITIES);
  const hedges = everyPhrase(text, HEDGES);
  const document = everyPhrase(text, DOCUMENTS)[0];
  const unnamed = everyPhrase(text, UNNAMED)[0];
  const speaker = speakerOf(text, entities);
  const stated: Hedge = speaker?.by === 'media' ? 'reported' : (hedges[0]?.says ?? 'none');
  const hedge: Hedge = stated === 'none' && talked && speaker === undefined ? 'reported' : stated;
  const standing = standingOf(source, form, hedge, {
    speaker,
    document,
    unnamed,
    officer: OFFICER.test(text),
    answers: polarities.length > 0,
  });
  const polarity = polarities[0]?.says ?? 'asserts';
  const cues = [
    ...polarities,
    ...hedges,
    ...(document === undefined ? [] : [document]),
    ...(unnamed === undefined ? [] : [unnamed]),
    ...(speaker === undefined ? [] : [speaker.cue]),
  ];
  return {
    by: standing.by,
    speaker: standing.speaker,
    polarity,
    hedge,
    tier: standing.tier,
    cues: cues.sort((a, b) => a.from - b.from || a.to - b.to),
    why: standing.why,
  };
};
