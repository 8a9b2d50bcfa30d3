import {type Instant, instant, plus, seconds} from '../../src/core/instant.ts';
import {annotate} from '../../src/news/annotate.ts';
import {applyHeadline, createStories} from '../../src/news/stories.ts';
import {aHeadline} from '../news/annotate-fixtures.ts';

const COUNT = 4_000;
const WHO = ['Amazon', 'Microsoft', 'Nvidia', 'Alphabet', 'Zorvex', 'Quandril', 'Bemtora'];
const WHAT = [
  'in advanced talks to invest up to $50 billion in OpenAI, people familiar say',
  'shares rise 3.2% before the bell as cloud demand grows',
  'opens a data center in Ohio with 400 jobs',
  'raises its 2026 capex outlook to $125 billion',
  'sued over patents in Texas by a chip maker',
];
const START: Instant = instant(1_769_783_400_000_000);

const textOf = (index: number, times: number): string =>
  Array.from(
    {length: times},
    (_, part) => `${WHO[(index + part) % WHO.length]} ${WHAT[(index * 3 + part) % WHAT.length]} ${index}`,
  ).join('; ');

export type WireBenchRow = {
  /** Length of the headlines beside the shortest. */
  readonly times: number;
  readonly parseMillis: number;
  readonly readMillis: number;
  readonly p95Millis: number;
};

const cpuMillis = (since: NodeJS.CpuUsage): number => {
  const {user, system} = process.cpuUsage(since);
  return (user + system) / 1_000;
};

/** Milliseconds a headline: of CPU for JSON.parse of it, for notes and story together; and the p95 of these by the clock. */
export const measureWire = (times: number): WireBenchRow => {
  const headlines = Array.from({length: COUNT}, (_, index) => {
    const at = plus(START, seconds(index * 4));
    return aHeadline(textOf(index, times), {id: `${index}`, at, updatedAt: at});
  });
  const texts = headlines.map(headline => JSON.stringify(headline));
  const started = process.cpuUsage();
  for (const text of texts) JSON.parse(text);
  const parseMillis = cpuMillis(started) / COUNT;
  const stories = createStories();
  const reading = process.cpuUsage();
  const each = headlines.map(headline => {
    const before = performance.now();
    applyHeadline(stories, headline, annotate(headline));
    return performance.now() - before;
  });
  const readMillis = cpuMillis(reading) / COUNT;
  each.sort((a, b) => a - b);
  return {
    times,
    parseMillis,
    readMillis,
    p95Millis: each[Math.floor(COUNT * 0.95)] ?? 0,
  };
};
