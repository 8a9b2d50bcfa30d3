import {cpus} from 'node:os';
import {measureIngest} from './ingest.ts';
import {measureStartup} from './startup.ts';
import {markdownTable} from './table.ts';

const say = (text: string): void => {
  process.stdout.write(`${text}\n`);
};
const million = (value: number): string => (value / 1e6).toFixed(2);
const whole = (value: number): string => value.toFixed(0);

say(`Node ${process.versions.node}, ${cpus().length} cores\n`);

say('Ingest: trades a second of the reader’s CPU, over a loopback socket\n');
const ingest = [];
for (const perFrame of [1, 10, 100]) ingest.push(await measureIngest(400_000, perFrame));
say(
  markdownTable(
    ['messages a frame', 'ws + JSON.parse (M/s)', 'whole pipeline (M/s)', 'ratio'],
    ingest.map(row => [whole(row.perFrame), million(row.yardstick), million(row.pipeline), row.ratio.toFixed(2)]),
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
