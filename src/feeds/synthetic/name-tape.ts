import type {Session} from '../../core/calendar.ts';
import type {TapeEvent} from '../../core/events.ts';
import {type Instant, plus, seconds, span} from '../../core/instant.ts';
import {expectedPrints} from './busyness.ts';
import {type Due, dueTimes} from './due-times.ts';
import {drawCluster, nextSide, type Side} from './print-cluster.ts';
import {meanSize} from './print-size.ts';
import {createQuoteBook} from './quote-book.ts';
import {heatOf} from './reaction.ts';
import type {DayPlan, DaySecond, MarketModel, NamePlan, NameTraits} from './scenario.ts';
import {createRandom} from './seeded-random.ts';
import {FIRST_SECOND, sessionSeconds} from './session-curve.ts';
import {createTapeWriter} from './tape-writer.ts';

/** A name this many times busier than usual is quoted twice as wide, and never more than three times. */
const HEAT_TO_SPREAD = 45;
/** Round lots in a planned print. */
const PLANNED_LOTS = 3;
/** From a cross to the listing market's own report of it. */
const OFFICIAL_AFTER = span(2_000);

/** Holds prices, in cents, inside a plan's bounds. */
const clampTo =
  (named: NamePlan | undefined) =>
  (cents: number, second: DaySecond): number => {
    const bounds = named?.bounds.find(({from, to}) => from <= second && second < to);
    return bounds === undefined ? cents : Math.min(bounds.high * 100, Math.max(bounds.low * 100, cents));
  };

const plannedPrints = (named: NamePlan | undefined): readonly Due[] =>
  (named?.anchors ?? []).flatMap(({print, second, price}) => (print ? [{kind: 'planned', second, price}] : []));

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
  const writer = createTapeWriter(random, traits, model.latency);
  const crossAt = {open: open + 0.2 + 0.5 * random(), close: close + 0.2 + 0.5 * random()};
  const clamp = clampTo(named);
  let side: Side = 1;

  const isRegular = (second: DaySecond): boolean => second >= open && second < close;
  const instantAt = (second: DaySecond): Instant => plus(session.preAt, seconds(second - FIRST_SECOND));
  const centsAt = (second: DaySecond): number => {
    const index = Math.floor(second) - FIRST_SECOND;
    const [from, to] = [path[index] ?? 0, path[index + 1] ?? path[index] ?? 0];
    return 100 * (from + (to - from) * (second - Math.floor(second)));
  };
  /** Follows the price, and quotes again when the book moved or `anew` asks for fresh sizes. */
  const quote = (second: DaySecond, anew: boolean): void => {
    const usual = isRegular(second) ? traits.spread.regular : traits.spread.extended;
    const wider = 1 + Math.min(2, (heat[Math.floor(second) - FIRST_SECOND] ?? 0) / HEAT_TO_SPREAD);
    const moved = book.follow(centsAt(second), usual * wider);
    if (!moved && anew) book.resize();
    if (moved || anew) writer.quote(instantAt(second), book.top());
  };
  const prints = (second: DaySecond): void => {
    const whole = Math.floor(second);
    side = nextSide(random, side, Math.sign(centsAt(whole + 1) - centsAt(whole)), model.flow.persistence);
    const fills = drawCluster(random, model, traits, book.top(), side, instantAt(second), isRegular(second));
    for (const fill of fills) writer.print({...fill, cents: clamp(fill.cents, second)});
  };
  const planned = (second: DaySecond, price: number): void => {
    const conditions = isRegular(second) ? ['@'] : ['@', 'T'];
    const size = PLANNED_LOTS * traits.roundLot;
    writer.print({at: instantAt(second), cents: price * 100, size, venue: traits.listing, conditions});
  };
  /** One auction: the print that everyone in it gets, and the listing market's own report of it. */
  const cross = (second: DaySecond, edge: DaySecond, share: number, mark: string, official: string): void => {
    const usual = traits.usualTrades * (named?.activity ?? 1) * meanSize(model.sizes) * share;
    const size = Math.round(usual * (0.8 + 0.4 * random()));
    const at = instantAt(second);
    const print = {cents: clamp(Math.round(centsAt(edge)), edge), size, venue: traits.listing};
    writer.print({...print, at, conditions: ['@', mark, 'X']});
    writer.print({...print, at: plus(at, OFFICIAL_AFTER), conditions: ['@', official]});
  };

  const due = dueTimes(random, expected, model.flow, [
    {kind: 'quote', second: FIRST_SECOND},
    {kind: 'open', second: crossAt.open},
    {kind: 'close', second: crossAt.close},
    ...plannedPrints(named),
  ]);
  for (const next of due) {
    // Nothing trades between the bell and the cross, so that the cross is the open.
    if (next.kind === 'prints' && next.second >= open && next.second < crossAt.open) continue;
    quote(next.second, next.kind === 'quote');
    if (next.kind === 'prints') prints(next.second);
    else if (next.kind === 'planned') planned(next.second, next.price);
    else if (next.kind === 'open') cross(next.second, open, model.crosses.open, 'O', 'Q');
    else if (next.kind === 'close') cross(next.second, close, model.crosses.close, '6', 'M');
  }
  return writer.events();
};
