import {formatInstant} from '../core/instant.ts';
import {tradingDateAt} from '../core/new-york.ts';
import type {DayInfo} from '../core/provenance.ts';
import type {Snapshot, WireItem} from '../market/snapshot.ts';
import type {CompanyNote} from '../news/entities/entity-note.ts';
import type {MoneyNote} from '../news/money.ts';
import type {PercentNote} from '../news/percents.ts';
import {formatClock, formatElapsed} from './format.ts';
import {DIRECTION_WORDS, RELATION_WORDS, spelled, stanceSign} from './note-words.ts';
import {type ClaimRecord, wireRecord} from './wire-records.ts';
import {tickerNotes} from './wire-view.ts';

const CSV_HEAD = [
  'id',
  'published_at',
  'received_at',
  'updated_at',
  'revision',
  'source',
  'symbols',
  'story_id',
  'relation',
  'changed',
  'lag_seconds',
  'novelty',
  'first_source',
  'event',
  'importance',
  'said_by',
  'speaker',
  'polarity',
  'hedge',
  'tier',
  'stances',
  'amounts',
  'percents',
  'headline',
  'url',
  'kind',
  'claims',
] as const;

const stanceCell = ({id, ticker, stance}: CompanyNote): string => {
  const {stance: taken, probabilities} = stance;
  return taken === undefined ? `${ticker ?? id} none` : `${ticker ?? id} ${taken} ${probabilities[taken].toFixed(2)}`;
};
const moneyCell = ({role, modifier, value, high, currency, about, denied}: MoneyNote): string =>
  [role, modifier, high === undefined ? value : `${value}-${high}`, currency, about ?? '', denied ? 'denied' : '']
    .filter(part => part !== '')
    .join(' ');
const percentCell = ({role, value, high, unit, about}: PercentNote): string =>
  [role, high === undefined ? value : `${value} to ${high}`, unit, about ?? ''].filter(part => part !== '').join(' ');

/** `AMZN 0.042 contradicted`; what no tape can say stands with the amounts. */
const claimCell = (claim: ClaimRecord): readonly string[] => {
  if (claim.kind !== 'price_move' && claim.kind !== 'direction') return [];
  const {check} = claim;
  const told = claim.kind === 'price_move' ? String(claim.move) : DIRECTION_WORDS[claim.sign];
  const verdict = check.status === 'unverifiable' ? `unverifiable (${check.why})` : check.status;
  return [[claim.about ?? '', told, verdict].filter(part => part !== '').join(' ')];
};

const csvRow = (snapshot: Snapshot, item: WireItem): readonly string[] => {
  const record = wireRecord(snapshot, item);
  const {story, notes} = record;
  const {attribution, event} = notes;
  const cells: Readonly<Record<(typeof CSV_HEAD)[number], string>> = {
    id: record.id,
    published_at: record.publishedAt,
    received_at: record.receivedAt,
    updated_at: record.updatedAt,
    revision: String(record.revision),
    source: record.source,
    symbols: record.symbols.join(' '),
    story_id: story.id,
    relation: story.relation,
    changed: story.changed.join(' '),
    lag_seconds: String(story.lagSeconds),
    novelty: String(story.novelty),
    first_source: story.firstSource,
    event: event.kind,
    importance: String(notes.importance),
    said_by: attribution.by,
    speaker: attribution.speaker ?? '',
    polarity: attribution.polarity,
    hedge: attribution.hedge,
    tier: String(attribution.tier),
    stances: notes.companies
      .filter(({mentions}) => mentions.length > 0)
      .map(stanceCell)
      .join('; '),
    amounts: notes.money.map(moneyCell).join('; '),
    percents: notes.percents.map(percentCell).join('; '),
    headline: record.headline,
    url: record.url,
    kind: record.kind,
    claims: record.claims.flatMap(claimCell).join('; '),
  };
  return CSV_HEAD.map(name => cells[name]);
};

/** A move that no headline explains: what no headline says of it stays empty. */
const moveCells = ({headline, firstReceivedAt}: WireItem): readonly string[] => {
  const cells: Partial<Readonly<Record<(typeof CSV_HEAD)[number], string>>> = {
    id: headline.id,
    published_at: formatInstant(headline.at),
    received_at: formatInstant(firstReceivedAt),
    source: headline.source,
    symbols: headline.symbols.join(' '),
    headline: headline.headline,
    kind: 'move',
  };
  return CSV_HEAD.map(name => cells[name] ?? '');
};

/** The wire as rows of cells under a head; several values in a cell are parted by `; `. */
export const wireCells = (snapshot: Snapshot, tellings: readonly WireItem[]): readonly (readonly string[])[] => [
  CSV_HEAD,
  ...tellings.map(item => (item.move === undefined ? csvRow(snapshot, item) : moveCells(item))),
];

const placeWords = ({story: {relation, changed, lag}}: WireItem): string =>
  relation === 'first' ? '' : [RELATION_WORDS[relation], ...changed, formatElapsed(lag)].join(' ');

/** The wire of a day for reading, a line a headline; what came on another day has its date before its time. */
export const wireTable = (
  tellings: readonly WireItem[],
  {date, symbols}: Pick<DayInfo, 'date' | 'symbols'>,
): readonly (readonly string[])[] => [
  ['time', 'kind', 'story', 'new', 'weight', 'event', 'tickers', 'source', 'headline'],
  ...tellings.map(item => [
    tradingDateAt(item.headline.at) === date
      ? formatClock(item.headline.at)
      : `${tradingDateAt(item.headline.at).slice(5)} ${formatClock(item.headline.at)}`,
    ...(item.move === undefined
      ? [
          'headline',
          placeWords(item),
          String(item.story.novelty),
          String(item.notes.importance),
          spelled(item.notes.event.kind),
        ]
      : ['move', '', '', '', '']),
    tickerNotes(item, symbols)
      .map(({symbol, stance}) => `${symbol}${stanceSign(stance)}`)
      .join(' '),
    item.headline.source,
    item.headline.headline,
  ]),
];
