import {cpus} from 'node:os';
import {measureDeals} from './deals.ts';
import {measureFetch} from './fetch.ts';
import {measureFrames} from './frames.tsx';
import {measureIngest} from './ingest.ts';
import {measureKeys} from './keys.tsx';
import {measureLargeDay} from './large-day.ts';
import {measureReactions} from './reactions.ts';
import {measureRecording} from './recording.ts';
import {measureStalled} from './stalled.ts';
import {measureStartup} from './startup.ts';
import {markdownTable} from './table.ts';
import {measureWire} from './wire.ts';

const say = (text: string): void => {
  process.stdout.write(`${text}\n`);
};
const million = (value: number): string => (value / 1e6).toFixed(2);
const whole = (value: number): string => value.toFixed(0);

const sayStalled = async (minutes: number): Promise<void> => {
  say('\nStalled: 20,000 trades a second recorded while the terminal takes nothing; lag of each frame (ms)\n');
  const row = await measureStalled(20_000, minutes);
  say(
    markdownTable(
      [
        'minutes',
        'trades sent',
        'recorded',
        'lag p50',
        'p99',
        'most',
        'frames over 250 ms',
        'idle process p99',
        'most',
        'caught up (ms)',
        'MiB at a quarter',
        'at the end',
      ],
      [
        [
          row.minutes.toFixed(1),
          whole(row.sent),
          whole(row.recorded),
          whole(row.lag.p50),
          whole(row.lag.p99),
          whole(row.lag.most),
          whole(row.lag.over),
          whole(row.idle.p99),
          whole(row.idle.most),
          whole(row.caughtUpMillis),
          whole(row.quarter),
          whole(row.end),
        ],
      ],
    ),
  );
};

const sayLargeDay = async (trades: number): Promise<void> => {
  say('\nLarge day: process start to the first frame, beside an empty day; from a seek to its screen (ms)\n');
  const row = await measureLargeDay(trades, 24);
  say(
    markdownTable(
      ['trades', 'empty day', 'first frame', 'ratio', 'seek p50', 'seek most', 'memory (MiB)'],
      [
        [
          whole(row.trades),
          whole(row.emptyFrame),
          whole(row.frame),
          (row.frame / row.emptyFrame).toFixed(2),
          whole(row.seek.p50),
          whole(row.seek.most),
          whole(row.resident),
        ],
      ],
    ),
  );
};

say(`Node ${process.versions.node}, ${cpus().length} cores\n`);

/** What takes long is measured in full only when it is named: `stalled [MINUTES]`, `large-day [TRADES]`. */
const [only, amount] = process.argv.slice(2);
if (only === 'stalled') {
  await sayStalled(Number(amount ?? 10));
  process.exit();
}
if (only === 'large-day') {
  await sayLargeDay(Number(amount ?? 5_000_000));
  process.exit();
}

say('Frames: CPU and bytes of one, the same screens by a raw cell diff and by the whole App\n');
const frames = await measureFrames();
say(
  markdownTable(
    ['size', 'what changes', 'raw (ms)', 'App (ms)', 'ratio', 'raw bytes', 'App bytes'],
    frames.map(row => [
      row.size,
      row.change,
      row.rawMillis.toFixed(3),
      row.appMillis.toFixed(3),
      row.cpuRatio.toFixed(1),
      whole(row.rawBytes),
      whole(row.appBytes),
    ]),
  ),
);

say('\nKeys: from the key to its cells at 200x60 while trades arrive; CPU of both threads without keys\n');
const keys = [];
for (const perSecond of [20_000, 1]) keys.push(await measureKeys(perSecond, 300));
say(
  markdownTable(
    ['trades a second', 'keys', 'p50 (ms)', 'p99 (ms)', 'share of a core'],
    keys.map(row => [
      whole(row.tradesPerSecond),
      whole(row.keys),
      row.p50Millis.toFixed(1),
      row.p99Millis.toFixed(1),
      `${(100 * row.share).toFixed(1)}%`,
    ]),
  ),
);

say('\nIngest: trades a second of the reader’s CPU, over a loopback socket\n');
const ingest = [];
for (const perFrame of [1, 10, 100]) ingest.push(await measureIngest(400_000, perFrame));
say(
  markdownTable(
    ['messages a frame', 'ws + JSON.parse (M/s)', 'whole pipeline (M/s)', 'ratio'],
    ingest.map(row => [whole(row.perFrame), million(row.yardstick), million(row.pipeline), row.ratio.toFixed(2)]),
  ),
);

say('\nWire: milliseconds a headline, notes and story together, beside JSON.parse of the same\n');
measureWire(1);
say(
  markdownTable(
    ['length', 'JSON.parse (ms)', 'read (ms)', 'p95 (ms)'],
    [1, 2, 4].map(times => {
      const row = measureWire(times);
      return [`${row.times}x`, row.parseMillis.toFixed(4), row.readMillis.toFixed(3), row.p95Millis.toFixed(3)];
    }),
  ),
);

say(
  '\nDeals: a day of headlines read, folded, and put into the book of deals at every publish, a headline’s mean (ms)\n',
);
const deals = [];
for (const perPublish of [1, 32]) deals.push({perPublish, ...measureDeals(20_000, perPublish)});
say(
  markdownTable(
    ['headlines', 'a publish', 'read and fold', 'book', 'deals'],
    deals.map(row => [
      whole(row.headlines),
      whole(row.perPublish),
      row.foldMillis.toFixed(3),
      row.bookMillis.toFixed(3),
      whole(row.deals),
    ]),
  ),
);

say('\nRecording: CPU of a frame kept, beside a plain write of its bytes\n');
const recording = [];
for (const perFrame of [1, 10, 100]) recording.push(await measureRecording(perFrame, 40_000 / perFrame));
say(
  markdownTable(
    ['messages a frame', 'bytes', 'plain write (µs)', 'recorded (µs)', 'ratio'],
    recording.map(row => [
      whole(row.perFrame),
      whole(row.bytes),
      row.plainMicros.toFixed(1),
      row.recordedMicros.toFixed(1),
      row.ratio.toFixed(1),
    ]),
  ),
);

say(
  '\nFetch: trades a second of CPU, JSON.parse of the pages beside pages asked for, kept, merged, written and verified\n',
);
const fetched = await measureFetch(200_000);
say(
  markdownTable(
    ['trades', 'pages', 'JSON.parse (M/s)', 'fetched (M/s)', 'ratio'],
    [
      [
        whole(fetched.trades),
        whole(fetched.pages),
        million(fetched.yardstick),
        million(fetched.fetched),
        fetched.ratio.toFixed(2),
      ],
    ],
  ),
);

say('\nReactions: kept current at each publish of a day, beside folding and publishing it (CPU ms)\n');
say(
  markdownTable(
    ['what is read', 'fold', 'added', 'ratio'],
    (await measureReactions()).map(({what, fold, added, ratio}) => [what, whole(fold), whole(added), ratio.toFixed(3)]),
  ),
);

say('\nStart: process start to the first frame, and to prices on it (ms)\n');
const startup = [];
for (const [columns, rows] of [
  [80, 24],
  [120, 40],
  [200, 60],
] as const)
  startup.push(await measureStartup(columns, rows));
say(
  markdownTable(
    ['size', 'node -e ""', 'first frame', 'first prices', 'frame ratio'],
    startup.map(row => [
      row.size,
      whole(row.node),
      whole(row.frame),
      whole(row.prices),
      (row.frame / row.node).toFixed(1),
    ]),
  ),
);

await sayStalled(1 / 3);
