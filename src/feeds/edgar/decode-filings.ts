import type {Headline} from '../../core/events.ts';
import {earlier, type Instant} from '../../core/instant.ts';
import {parseTicker, type Ticker} from '../../core/ticker.ts';
import {decodeFeedText} from '../../news/safe-text.ts';
import {safeUrl} from '../../news/safe-url.ts';
import {parseFeedDate} from '../../news/syndication/parse-feed-date.ts';
import type {FeedItem} from '../../news/syndication/read-feed.ts';

/** An entry of the SEC's list of filings: a filing is in it once for each company and each part that one has in it. */
export type FilingEntry = {
  readonly item: FeedItem;
  readonly accession: string;
  readonly form: string;
  readonly company: string;
  readonly cik: number;
  readonly role: string;
};

const TITLE = /^(\S[^\n]{0,39}?) - ([^\n]{1,300}) \((\d{1,10})\) \(([A-Za-z ]{1,20})\)$/;
const ACCESSION = /(?:^|=)(\d{10}-\d{2}-\d{6})$/;
const REPORTED = /\bItem\s+(\d{1,2}\.\d{2})\s*:?\s*([^<\n]{0,200})/g;
/** Exhibits come with nearly every report and say nothing by themselves. */
const EXHIBITS = '9.01';
/** Whom a filing is about comes before who files it. */
const ABOUT = ['Filer', 'Issuer', 'Subject'];
const HEADLINE_LIMIT = 600;
const SUMMARY_LIMIT = 4_000;
const MOST_SYMBOLS = 100;

/** Undefined for what is no filing. */
export const readFilingEntry = (item: FeedItem): FilingEntry | undefined => {
  const [, form, company, cik, role] = TITLE.exec(item.title.trim()) ?? [];
  const [, accession] = ACCESSION.exec(item.id.trim()) ?? [];
  if (form === undefined || company === undefined || role === undefined || accession === undefined) return undefined;
  return {item, accession, form, company, cik: Number(cik), role};
};

/** The entries of each filing, in the order in which the filings come. */
export const byFiling = (entries: readonly FilingEntry[]): readonly (readonly FilingEntry[])[] => [
  ...Map.groupBy(entries, ({accession}) => accession).values(),
];

/** `320193:AAPL 1652044:GOOGL,GOOG`: the names of companies by their numbers, as a recording keeps them. */
export const formatNames = (names: ReadonlyMap<number, readonly Ticker[]>): string =>
  [...names].map(([cik, symbols]) => `${cik}:${symbols.join(',')}`).join(' ');

export const parseNames = (text: string): ReadonlyMap<number, readonly Ticker[]> =>
  new Map(
    text.split(' ').map(part => {
      const [cik, list = ''] = part.split(':');
      return [
        Number(cik),
        list
          .split(',')
          .map(parseTicker)
          .filter(symbol => symbol !== undefined),
      ] as const;
    }),
  );

/** `Results of Operations and Financial Condition (2.02)`, for each thing that a report reports. */
const reportedIn = (summary: string): readonly string[] => {
  const reported = [...summary.matchAll(REPORTED)].map(([, number = '', words = '']) => ({
    number,
    words: words.trim(),
  }));
  const telling = reported.filter(({number}) => number !== EXHIBITS);
  return (telling.length === 0 ? reported : telling).map(({number, words}) =>
    words === '' ? `item ${number}` : `${words} (${number})`,
  );
};

/** A filing as a headline: `8-K: AMAZON COM INC: Results of Operations and Financial Condition (2.02)`. */
const decodeFiling = (
  entries: readonly FilingEntry[],
  names: ReadonlyMap<number, readonly Ticker[]>,
  receivedAt: Instant,
): Headline | undefined => {
  const about = entries.find(({role}) => ABOUT.includes(role)) ?? entries[0];
  if (about === undefined) return undefined;
  const by = entries.find(({role, cik}) => !ABOUT.includes(role) && cik !== about.cik);
  const {item, form, company, accession} = about;
  const reported = reportedIn(item.summary);
  const words = [
    `${form}: ${company}${by === undefined ? '' : `, by ${by.company}`}`,
    ...(reported.length === 0 ? [] : [reported.join('; ')]),
  ].join(': ');
  const at = earlier(parseFeedDate(item.updated) ?? receivedAt, receivedAt);
  const symbols = [...new Set(entries.flatMap(({cik}) => names.get(cik) ?? []))].slice(0, MOST_SYMBOLS);
  return {
    kind: 'headline',
    at,
    receivedAt,
    id: `edgar/${accession}`,
    updatedAt: at,
    headline: decodeFeedText(words, HEADLINE_LIMIT),
    summary: decodeFeedText(item.summary.replaceAll(/<[^<>]*>/g, ' '), SUMMARY_LIMIT).trim(),
    content: '',
    author: '',
    source: 'SEC EDGAR',
    url: safeUrl(item.link.trim()),
    symbols,
  };
};

/** Each filing once, published when the SEC accepted it, of the listed companies that have a part in it. */
export const decodeFilings = (
  items: readonly FeedItem[],
  names: ReadonlyMap<number, readonly Ticker[]>,
  receivedAt: Instant,
): readonly Headline[] =>
  byFiling(items.map(readFilingEntry).filter(entry => entry !== undefined))
    .map(entries => decodeFiling(entries, names, receivedAt))
    .filter(headline => headline !== undefined);
