import type {Headline} from '../../core/events.ts';
import {type Instant, minutes, plus, type Span, seconds} from '../../core/instant.ts';
import type {Ticker} from '../../core/ticker.ts';
import type {Clock, RawMessage, Tap} from '../../engine/ports.ts';
import {readFeed} from '../../news/syndication/read-feed.ts';
import {createRecentKeys, isNew} from '../connection/recent-keys.ts';
import {getPage, type PageAnswer, type Validators} from '../polling/get-page.ts';
import {keepItems} from '../polling/keep-items.ts';
import type {Asked, PolledSource} from '../polling/polled-feed.ts';
import type {Loss} from '../retry-policy.ts';
import {
  type CompanyNames,
  type DatedNames,
  isStale,
  keepNames,
  readCompanyList,
  readKeptNames,
} from './company-names.ts';
import {byFiling, decodeFilings, type FilingEntry, formatNames, readFilingEntry} from './decode-filings.ts';
import {FILINGS_CHANNEL, NAMES_ATTRIBUTE, recordedFilings} from './recorded.ts';

export type FilingSourceOptions = {
  /** `https://www.sec.gov`, or http on this machine. */
  readonly baseUrl: string;
  /** Kinds of filings, as the SEC writes them; amendments come with them. */
  readonly forms: readonly string[];
  /** Only filings of these are handed on; empty: of every listed company. */
  readonly symbols: readonly Ticker[];
  /** What was filed before is old. */
  readonly since: Instant;
  readonly userAgent: string;
  /** Where the list of companies is kept from one week to the next; undefined: nowhere. */
  readonly cacheFolder: string | undefined;
  readonly clock: Clock;
  readonly tap: Tap | undefined;
};

/** The SEC allows ten requests a second of one person, all programs together. */
const BETWEEN_REQUESTS: Span = seconds(0.25);
/** The list is large: while it cannot be had, it is not asked for with every question. */
const LIST_AGAIN: Span = minutes(30);
const ENTRIES_A_PAGE = '100';
const NOT_AN_ANSWER: Loss = {kind: 'transient', why: 'www.sec.gov did not answer with what was asked for'};

/** What the SEC has accepted, as its list of current filings tells it; each filing is handed on once. */
export const createFilingSource = (options: FilingSourceOptions): PolledSource => {
  const {baseUrl, forms, since, userAgent, cacheFolder, clock, tap} = options;
  const watched = new Set<Ticker>(options.symbols);
  const recent = createRecentKeys();
  const validators = new Map<string, Validators>();
  let companies: DatedNames | undefined;
  /** An old list does until then. */
  let askNamesAt: Instant = since;

  const get = (path: string, accept: string, signal: AbortSignal): Promise<PageAnswer> => {
    const known = validators.get(path) ?? {};
    return getPage({url: baseUrl.replace(/\/+$/, '') + path, userAgent, accept, validators: known, clock}, signal);
  };

  /** The list of companies, a week old at most; an older one rather than none. */
  const findNames = async (signal: AbortSignal): Promise<CompanyNames | Loss> => {
    if (companies === undefined && cacheFolder !== undefined) companies = await readKeptNames(cacheFolder);
    if (companies !== undefined && (!isStale(companies, clock.now()) || clock.now() < askNamesAt))
      return companies.names;
    const answer = await get('/files/company_tickers.json', 'application/json', signal);
    const names = answer.kind === 'page' ? readCompanyList(answer.text) : undefined;
    if (names === undefined) {
      const loss = answer.kind === 'lost' ? answer.loss : NOT_AN_ANSWER;
      // Who is told to stay away stays away, whatever is at hand.
      if (companies === undefined || loss.kind === 'throttled') return loss;
      askNamesAt = plus(clock.now(), LIST_AGAIN);
      return companies.names;
    }
    companies = {at: clock.now(), names};
    if (cacheFolder !== undefined) await keepNames(cacheFolder, companies);
    return names;
  };

  const pathOf = (form: string): string => {
    const query = {action: 'getcurrent', type: form, company: '', dateb: '', owner: 'include', start: '0'};
    return `/cgi-bin/browse-edgar?${new URLSearchParams({...query, count: ENTRIES_A_PAGE, output: 'atom'})}`;
  };

  /** The entries of a form that are listed now; the SEC finds every form that begins as the one that is asked for. */
  const entriesOf = async (form: string, signal: AbortSignal): Promise<readonly FilingEntry[] | Loss> => {
    const path = pathOf(form);
    const answer = await get(path, 'application/atom+xml', signal);
    if (answer.kind === 'same') return [];
    if (answer.kind === 'lost') return answer.loss;
    const document = readFeed(answer.text);
    if (document === undefined) return NOT_AN_ANSWER;
    validators.set(path, answer.validators);
    return document.items
      .map(readFilingEntry)
      .filter(entry => entry !== undefined)
      .filter(entry => entry.form === form || entry.form === `${form}/A`);
  };

  const isWanted = (headline: Headline): boolean =>
    headline.at >= since && headline.symbols.some(symbol => watched.size === 0 || watched.has(symbol));

  /** What is new and wanted among the entries, kept and read as a recording of it is read. */
  const take = (entries: readonly FilingEntry[], names: CompanyNames): readonly Headline[] => {
    const receivedAt = clock.now();
    const filings = byFiling(entries)
      .filter(([entry]) => entry !== undefined && isNew(recent, entry.accession))
      .flatMap(filing => {
        const items = filing.map(({item}) => item);
        const [headline] = decodeFilings(items, names, receivedAt);
        return headline !== undefined && isWanted(headline) ? [{filing, at: headline.at}] : [];
      })
      .sort((a, b) => a.at - b.at)
      .flatMap(({filing}) => filing);
    if (filings.length === 0) return [];
    const listed = new Map(filings.map(({cik}) => [cik, names.get(cik) ?? []]));
    const attributes = {[NAMES_ATTRIBUTE]: formatNames(listed)};
    const data = Buffer.from(
      keepItems(
        'feed',
        attributes,
        filings.map(({item}) => item),
      ),
    );
    const message: RawMessage = {receivedAt, channel: FILINGS_CHANNEL, data, binary: false};
    tap?.(message);
    return recordedFilings(message);
  };

  return {
    feed: FILINGS_CHANNEL,
    ask: async (signal): Promise<Asked> => {
      const names = await findNames(signal);
      if ('kind' in names) return {events: [], loss: names};
      const entries: FilingEntry[] = [];
      for (const [index, form] of forms.entries()) {
        if (index > 0) await clock.until(plus(clock.now(), BETWEEN_REQUESTS), signal);
        const found = await entriesOf(form, signal);
        if ('kind' in found) return {events: take(entries, names), loss: found};
        entries.push(...found);
      }
      return {events: take(entries, names)};
    },
  };
};
