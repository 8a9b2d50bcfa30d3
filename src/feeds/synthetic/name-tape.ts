import type {Session} from '../../core/calendar.ts';
import type {Quote, TapeEvent, Trade} from '../../core/events.ts';
import {type Instant, plus, seconds, span} from '../../core/instant.ts';
import {expectedPrints} from './busyness.ts';
import {drawLogUniform, drawPoisson, drawWeighted} from './draws.ts';
import {drawSize, meanSize} from './print-size.ts';
import {createQuoteBook} from './quote-book.ts';
import {heatOf} from './reaction.ts';
import {createReportingLine} from './reporting-line.ts';
import type {DayPlan, DaySecond, MarketModel, NameTraits} from './scenario.ts';
import {createRandom} from './seeded-random.ts';
import {FIRST_SECOND, sessionSeconds} from './session-curve.ts';

/** A name this many times busier than usual is quoted twice as wide. */
const HEAT_TO_SPREAD = 45;

/** Something due at a second of the day: a cluster of prints, a look at the book, a planned print, a cross. */
type Due = {readonly second: DaySecond; readonly what: 'prints' | 'quote' | 'open' | 'close' | number};

/** The cent grid: a price in dollars, exact to the cent. */
const dollars = (cents: number): number => Math.round(cents) / 100;

/** All trades and quotes of one name on one day, in order of receipt. `path` is its efficient price at each second. */
export const nameTape = (
  model: MarketModel,
  plan: DayPlan,
  session: Session,
  traits: NameTraits,
  path: Float64Array,
): readonly TapeEvent[] => {
  const random = createRandom(model.seed, 'tape', plan.date, traits.symbol);
  const {open, close} = sessionSeconds(session);
  const named = plan.names.get(traits.symbol);
  const expected = expectedPrints(model, plan, session, traits);
  const heat = heatOf(expected.length, traits.symbol, plan.reactions);
  const book = createQuoteBook(random, traits.roundLot, model.venues.quoting);
  const receive = createReportingLine(random, model.latency);
  const {symbol, tape} = traits;
  const crossAt = {open: open + 0.2 + 0.5 * random(), close: close + 0.2 + 0.5 * random()};
  const events: TapeEvent[] = [];
  let lastId = 0;
  let side: 1 | -1 = 1;

  const instantAt = (second: DaySecond): Instant => plus(session.preAt, seconds(second - FIRST_SECOND));
  const priceAt = (second: DaySecond): number => {
    const index = Math.floor(second) - FIRST_SECOND;
    const [from, to] = [path[index] ?? 0, path[index + 1] ?? path[index] ?? 0];
    return from + (to - from) * (second - Math.floor(second));
  };
  const clampCents = (cents: number, second: DaySecond): number => {
    const bounds = named?.bounds.find(({from, to}) => from <= second && second < to);
    return bounds === undefined ? cents : Math.min(bounds.high * 100, Math.max(bounds.low * 100, cents));
  };
  const print = (at: Instant, cents: number, size: number, venue: string, conditions: readonly string[]): void => {
    lastId += 1;
    const trade: Trade = {
      kind: 'trade',
      at,
      receivedAt: receive(at),
      symbol,
      id: lastId,
      venue,
      tape,
      price: dollars(cents),
      size,
      conditions,
    };
    events.push(trade);
  };
  /** Follows the price, and quotes again when the book moved or `anew` asks for fresh sizes. */
  const lookAtBook = (second: DaySecond, anew: boolean): void => {
    const hot = heat[Math.floor(second) - FIRST_SECOND] ?? 0;
    const usual = second >= open && second < close ? traits.spread.regular : traits.spread.extended;
    const moved = book.follow(priceAt(second) * 100, usual * (1 + Math.min(2, hot / HEAT_TO_SPREAD)));
    if (!moved && !anew) return;
    if (!moved) book.resize();
    const top = book.top();
    const at = instantAt(second);
    const quote: Quote = {
      kind: 'quote',
      at,
      receivedAt: receive(at),
      symbol,
      tape,
      bid: dollars(top.bid),
      bidSize: top.bidSize,
      bidVenue: top.bidVenue,
      ask: dollars(top.ask),
      askSize: top.askSize,
      askVenue: top.askVenue,
      conditions: ['R'],
    };
    events.push(quote);
  };
  const cluster = (second: DaySecond): void => {
    const regular = second >= open && second < close;
    const {bid, ask} = book.top();
    const drift = Math.sign(priceAt(Math.floor(second) + 1) - priceAt(Math.floor(second)));
    if (random() > model.flow.persistence + 0.15 * drift * side) side = side === 1 ? -1 : 1;
    let fills = 1;
    while (random() > 1 / model.flow.cluster) fills++;
    const sweep = fills > 1 && random() < model.flow.sweeps;
    let at = plus(instantAt(second), span(drawLogUniform(random, 20, 400)));
    let cents = side === 1 ? ask : bid;
    for (let fill = 0; fill < fills; fill++) {
      const venue = drawWeighted(random, regular ? model.venues.regular : model.venues.extended);
      const size = drawSize(random, model.sizes);
      const inside = venue === 'D' && random() < 0.5;
      const paid = inside ? bid + Math.floor((ask - bid + 1) * random()) : cents;
      const marks = [
        '@',
        ...(sweep && venue !== 'D' ? ['F'] : []),
        ...(regular ? [] : ['T']),
        ...(size < traits.roundLot ? ['I'] : []),
      ];
      print(at, clampCents(paid, second), size, venue, marks);
      at = plus(at, span(drawLogUniform(random, 1, 300)));
      if (sweep && fill > 1 && random() < 0.25) cents += side;
    }
  };
  /** One auction: the print that everyone in it gets, and the listing market's own report of it. */
  const cross = (second: DaySecond, share: number, edge: DaySecond, mark: string, official: string): void => {
    const shares = traits.usualTrades * (named?.activity ?? 1) * meanSize(model.sizes) * share;
    const cents = clampCents(Math.round(priceAt(edge) * 100), edge);
    const size = Math.round(shares * (0.8 + 0.4 * random()));
    print(instantAt(second), cents, size, traits.listing, ['@', mark, 'X']);
    print(plus(instantAt(second), span(2_000)), cents, size, traits.listing, ['@', official]);
  };

  const due: Due[] = [
    {second: FIRST_SECOND, what: 'quote'},
    {second: crossAt.open, what: 'open'},
    {second: crossAt.close, what: 'close'},
    ...(named?.anchors ?? []).filter(anchor => anchor.print).map(({second, price}) => ({second, what: price})),
  ];
  expected.forEach((mean, index) => {
    const second = FIRST_SECOND + index;
    const clusters = drawPoisson(random, mean / model.flow.cluster);
    for (let count = 0; count < clusters; count++) due.push({second: second + random(), what: 'prints'});
    const looks = drawPoisson(random, (mean / model.flow.cluster) * model.flow.requote);
    for (let count = 0; count < looks; count++) due.push({second: second + random(), what: 'quote'});
  });
  for (const {second, what} of due.sort((a, b) => a.second - b.second)) {
    // Nothing trades between the bell and the cross, so that the cross is the open.
    if (what === 'prints' && second >= open && second < crossAt.open) continue;
    lookAtBook(second, what === 'quote');
    if (what === 'prints') cluster(second);
    else if (what === 'open') cross(second, model.crosses.open, open, 'O', 'Q');
    else if (what === 'close') cross(second, model.crosses.close, close, '6', 'M');
    else if (what !== 'quote') {
      const marks = second >= open && second < close ? ['@'] : ['@', 'T'];
      print(instantAt(second), what * 100, 3 * traits.roundLot, traits.listing, marks);
    }
  }
  return events;
};
