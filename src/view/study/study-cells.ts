import {PRIMARY} from '../../market/reactions/horizons.ts';
import type {HorizonRecord, ReactionRecord, StudyHeadlineRecord, StudyRecords} from './study-records.ts';

const CSV_HEAD = [
  'id',
  'published_at',
  'start_at',
  'clock',
  'event',
  'symbol',
  'named',
  'about',
  'stance',
  'benchmark',
  'model',
  'estimation',
  'horizon',
  'status',
  'ends_at',
  'confounded',
  'return',
  'abnormal',
  'car',
  'test',
  't',
  'standard_error',
  'detectable',
  'rank',
  'rank_of',
  'p',
  'adjusted_p',
  'verdict',
  'reason',
  'headline',
] as const;

const figure = (value: number | null | undefined): string =>
  value === null || value === undefined ? '' : String(value);

const csvRow = (
  headline: StudyHeadlineRecord,
  reaction: ReactionRecord,
  horizon: HorizonRecord,
): Readonly<Record<(typeof CSV_HEAD)[number], string>> => {
  const {test, rank} = horizon;
  const primary = horizon.name === PRIMARY;
  return {
    id: headline.id,
    published_at: headline.publishedAt,
    start_at: headline.start?.at ?? '',
    clock: headline.start?.clock ?? '',
    event: headline.event,
    symbol: reaction.symbol,
    named: String(reaction.named),
    about: String(headline.about === reaction.symbol),
    stance: reaction.stance ?? '',
    benchmark: reaction.benchmark.name,
    model: reaction.model?.kind ?? '',
    estimation: reaction.estimation,
    horizon: horizon.name.replace('+', ''),
    status: horizon.status,
    ends_at: horizon.endsAt,
    confounded: String(horizon.confounded),
    return: figure(horizon.return),
    abnormal: figure(horizon.abnormal),
    car: figure(horizon.car),
    test: test.status === 'ok' ? 'ok' : test.reason,
    t: test.status === 'ok' ? figure(test.t) : '',
    standard_error: test.status === 'ok' ? figure(test.standardError) : '',
    detectable: test.status === 'ok' ? figure(test.detectable) : '',
    rank: rank.status === 'ok' ? figure(rank.rank) : '',
    rank_of: rank.status === 'ok' ? figure(rank.of) : '',
    p: primary ? figure(reaction.p) : '',
    adjusted_p: primary ? figure(reaction.adjustedP) : '',
    verdict: reaction.verdict,
    reason: reaction.reason,
    headline: headline.headline,
  };
};

/** A study as rows of cells under a head: one row a headline, name and horizon. */
export const studyCells = ({headlines}: Pick<StudyRecords, 'headlines'>): readonly (readonly string[])[] => [
  CSV_HEAD,
  ...headlines.flatMap(headline =>
    headline.reactions.flatMap(reaction =>
      reaction.horizons.map(horizon => {
        const row = csvRow(headline, reaction, horizon);
        return CSV_HEAD.map(name => row[name]);
      }),
    ),
  ),
];
