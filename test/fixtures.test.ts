import {readdirSync, statSync} from 'node:fs';
import {beforeAll, describe, expect, test} from 'vitest';
import {sessionAt} from '../src/core/calendar.ts';
import type {Correction, Quote, TapeEvent} from '../src/core/events.ts';
import {between, MINUTE, SECOND} from '../src/core/instant.ts';
import type {Ticker} from '../src/core/ticker.ts';
import {eventsOf, historyOf, previousClosesOf} from '../src/feeds/synthetic/synthetic-day.ts';
import {verifyDay} from '../src/tape/verify-day.ts';
import {loadModel, loadScenario} from './feeds/synthetic/scenario-fixtures.ts';
import {
  type CommittedDay,
  DAY_NAMES,
  dayFolder,
  digestOf,
  marked,
  readDay,
  regularTrades,
  SYMBOLS,
} from './fixtures/committed-day.ts';

describe.each(DAY_NAMES)('%s', name => {
  let loaded: CommittedDay;
  beforeAll(async () => {
    loaded = await readDay(name);
  });

  test('is whole', async () => {
    await expect(verifyDay(dayFolder(name))).resolves.toBeUndefined();
  });

  test('is what its scenario and its seed make, to the last event', () => {
    const {day, events, history} = loaded;
    const [model, scenario] = [loadModel(), loadScenario(name)];
    expect(digestOf(events)).toBe(digestOf(eventsOf(model, scenario)));
    expect(digestOf(history)).toBe(digestOf(historyOf(model, scenario)));
    expect(day.deals).toEqual(scenario.deals);
    expect(day.previousCloses).toEqual(previousClosesOf(model, scenario));
    const {title, date, symbols, benchmark, provenance, made, openingAt} = scenario;
    expect(day.info).toMatchObject({name, title, date, symbols, benchmark, provenance, made, openingAt});
  });

  test('covers 04:00 to 20:00, in order of receipt, nothing known before it happened', () => {
    const {day, session, events} = loaded;
    expect(between(session.preAt, day.info.startAt)).toBeLessThan(SECOND);
    expect(between(day.info.endAt, session.endAt)).toBeLessThan(10 * MINUTE);
    expect(
      events.every((event, index) => index === 0 || event.receivedAt >= (events[index - 1]?.receivedAt ?? 0)),
    ).toBe(true);
    expect(events.every(event => event.receivedAt > event.at)).toBe(true);
  });

  test('never crosses its quotes, and trades near them on the cent', () => {
    const quotes = new Map<Ticker, Quote>();
    const planted = new Set(
      loaded.events.flatMap(event => (event.kind === 'cancel' && event.action === 'E' ? [event.id] : [])),
    );
    const wrong: TapeEvent[] = [];
    for (const event of loaded.events) {
      if (event.kind === 'quote') {
        quotes.set(event.symbol, event);
        if (!(event.bid > 0 && event.bid < event.ask)) wrong.push(event);
      }
      if (event.kind !== 'trade' || planted.has(event.id) || marked(event, 'Z')) continue;
      const quote = quotes.get(event.symbol);
      const near = quote && event.price >= quote.bid - 0.05 && event.price <= quote.ask + 0.05;
      const onCent = Math.abs(event.price * 100 - Math.round(event.price * 100)) < 1e-6;
      if (!near || !onCent) wrong.push(event);
    }
    expect(wrong).toEqual([]);
  });

  test('has lots and odd lots, many venues, and the marks of every part of the day', () => {
    const {trades, session} = loaded;
    const odd = trades.filter(trade => marked(trade, 'I')).length / trades.length;
    expect(odd).toBeGreaterThan(0.35);
    expect(odd).toBeLessThan(0.65);
    expect(new Set(trades.map(trade => trade.venue)).size).toBeGreaterThanOrEqual(10);
    expect(new Set(trades.map(trade => trade.tape))).toEqual(new Set(['C']));
    expect(trades.filter(trade => marked(trade, 'Z')).length).toBeGreaterThanOrEqual(3);
    for (const symbol of SYMBOLS) {
      const own = trades.filter(trade => trade.symbol === symbol);
      for (const mark of ['O', 'Q', '6', 'M']) expect(own.filter(trade => marked(trade, mark))).toHaveLength(1);
      expect(regularTrades(loaded, symbol)[0]?.conditions).toContain('O');
      expect(regularTrades(loaded, symbol).at(-1)?.conditions).toContain('6');
    }
    const outside = trades.filter(({at}) => at < session.openAt || at >= session.closeAt);
    expect(outside.every(trade => marked(trade, 'TMO6Q'))).toBe(true);
    expect(
      trades.filter(trade => marked(trade, 'T')).every(({at}) => at < session.openAt || at >= session.closeAt),
    ).toBe(true);
  });

  test('bounces between bid and ask: one print says little of the next', () => {
    for (const symbol of SYMBOLS) {
      const prices = regularTrades(loaded, symbol).map(({price}) => price);
      const steps = prices.slice(1).map((price, index) => price - (prices[index] ?? 0));
      const turns = steps.slice(1).filter((step, index) => step * (steps[index] ?? 0) < 0).length;
      const runs = steps.slice(1).filter((step, index) => step * (steps[index] ?? 0) > 0).length;
      expect(turns).toBeGreaterThan(runs);
    }
  });

  test('trades a U: busy at the open and the close, quiet at noon and outside', () => {
    const {trades, session} = loaded;
    const volume = (from: number, to: number): number =>
      trades
        .filter(trade => trade.at >= session.openAt + from * MINUTE && trade.at < session.openAt + to * MINUTE)
        .filter(trade => !marked(trade, 'OQ6M'))
        .reduce((sum, {size}) => sum + size, 0);
    const noon = volume(165, 195);
    expect(volume(0, 30)).toBeGreaterThan(2 * noon);
    expect(volume(360, 390)).toBeGreaterThan(2 * noon);
    expect(volume(-330, -300)).toBeLessThan(noon);
    expect(volume(600, 630)).toBeLessThan(noon);
  });

  test('amends only prints that are on the tape, and after they were known', () => {
    const {events, trades} = loaded;
    const amendments = events.filter(event => event.kind === 'correction' || event.kind === 'cancel');
    expect(amendments.length).toBeGreaterThanOrEqual(2);
    for (const event of amendments) {
      const id = event.kind === 'cancel' ? event.id : event.originalId;
      const {price, size} = event.kind === 'cancel' ? event : event.original;
      const found = trades.filter(
        trade => trade.id === id && trade.symbol === event.symbol && trade.venue === event.venue,
      );
      expect(found).toMatchObject([{price, size, tape: event.tape}]);
      expect(event.receivedAt).toBeGreaterThan(found[0]?.receivedAt ?? Number.POSITIVE_INFINITY);
    }
    const corrected = events.filter((event): event is Correction => event.kind === 'correction');
    expect(
      corrected.every(
        ({symbol, correctedId}) => !trades.some(trade => trade.symbol === symbol && trade.id === correctedId),
      ),
    ).toBe(true);
    expect(new Set(trades.map(({symbol, venue, id}) => `${symbol} ${venue} ${id}`)).size).toBe(trades.length);
  });

  test('names only its own symbols on the wire, and links that lead nowhere', () => {
    const {headlines, day} = loaded;
    expect(day.info.symbols).toEqual(SYMBOLS);
    expect(headlines.flatMap(({symbols}) => symbols).filter(symbol => !SYMBOLS.includes(symbol))).toEqual([]);
    expect(headlines.every(({url}) => url.startsWith('https://example.com/'))).toBe(true);
  });

  test('tells of no deal what came after the day', () => {
    const {day, events} = loaded;
    const {date, endAt} = day.info;
    const last = day.deals.flatMap(deal => deal.events);
    expect(last.length).toBeGreaterThan(5);
    expect(last.every(event => event.date <= date && event.knownAt <= endAt)).toBe(true);
    const received = new Map(
      events.flatMap(event => (event.kind === 'headline' ? [[event.id, event] as const] : [])).reverse(),
    );
    for (const event of last) {
      if (event.date < date) expect(event.knownAt).toBeLessThanOrEqual(day.info.startAt);
      else expect(event.knownAt).toBe(received.get(event.headlineId ?? '')?.receivedAt);
    }
    for (const catalyst of day.deals.flatMap(deal => deal.catalysts)) {
      expect(catalyst.knownAt).toBeLessThanOrEqual(endAt);
      if (catalyst.certainty === 'inferred') expect([catalyst.from, catalyst.to]).toEqual([undefined, undefined]);
    }
  });

  test('has twenty earlier sessions that end where it begins, at volumes like its own', () => {
    const {history, day, session, trades} = loaded;
    expect(new Set(history.map(bar => sessionAt(bar.openAt).date)).size).toBe(20);
    expect(history.every(bar => bar.at < session.preAt)).toBe(true);
    const before = sessionAt(history.at(-1)?.openAt ?? session.preAt);
    for (const symbol of SYMBOLS) {
      const own = history.filter(bar => bar.symbol === symbol);
      const close = own.findLast(bar => bar.at <= before.closeAt && bar.openAt >= before.openAt)?.close;
      expect(close).toBe(day.previousCloses.get(symbol));
      const usual = own.reduce((sum, {volume}) => sum + volume, 0) / 20;
      const today = trades
        .filter(trade => trade.symbol === symbol && !marked(trade, 'QM'))
        .reduce((sum, {size}) => sum + size, 0);
      expect(today / usual).toBeGreaterThan(0.6);
      expect(today / usual).toBeLessThan(2.5);
    }
  });
});

test('the days together stay small enough for a repository', () => {
  const files = readdirSync(dayFolder(), {recursive: true, encoding: 'utf8'}).map(name =>
    statSync(`${dayFolder()}/${name}`),
  );
  expect(files.filter(file => file.isFile()).length).toBeGreaterThan(DAY_NAMES.length);
  expect(files.reduce((sum, file) => sum + (file.isFile() ? file.size : 0), 0)).toBeLessThan(6e6);
});
