import {parentPort, workerData} from 'node:worker_threads';
import type {Trade} from '../../src/core/events.ts';
import {between, type Instant, plus, span} from '../../src/core/instant.ts';
import {ticker} from '../../src/core/ticker.ts';
import {hostEngine} from '../../src/engine/engine-host.ts';
import type {Feed} from '../../src/engine/ports.ts';
import {wallClock} from '../../src/engine/wall-clock.ts';
import {at, dayFile, HEADLINES, SYMBOLS} from '../ui/day-fixture.ts';

/** An engine in a thread of its own, as the program has it, over trades made here: so many a second, in step with the wall. */
const {perSecond} = workerData as {readonly perSecond: number};
const startedAt = wallClock.now();
const now = (): Instant => plus(at(10), between(startedAt, wallClock.now()));

const [FIRST = ticker('AMZN')] = SYMBOLS;
/** A hundred batches a second, or one a trade. */
const PAUSE = span(Math.max(10_000, 1e6 / perSecond));

const tradeOf = (index: number, when: Instant): Trade => ({
  kind: 'trade',
  symbol: SYMBOLS[index % SYMBOLS.length] ?? FIRST,
  id: index,
  venue: 'V',
  tape: 'C',
  price: Math.round((240 + 3 * Math.sin(index / 700) + (index % 5) / 10) * 100) / 100,
  size: 100 + (index % 4),
  conditions: ['@'],
  at: when,
  receivedAt: when,
});

const feed: Feed = async function* (signal) {
  yield HEADLINES;
  let sent = 0;
  while (!signal.aborted) {
    await wallClock.until(plus(wallClock.now(), PAUSE), signal);
    const due = Math.floor((between(startedAt, wallClock.now()) / 1e6) * perSecond);
    const when = now();
    yield Array.from({length: due - sent}, (_, offset) => tradeOf(sent + offset, when));
    sent = due;
  }
};

if (parentPort !== null) {
  await hostEngine(parentPort, async () => ({
    feed,
    file: dayFile(),
    face: () => ({now: now(), mode: 'live', state: 'running', speed: 1}),
    wall: wallClock,
    transport: undefined,
    close: async () => {},
  }));
}
