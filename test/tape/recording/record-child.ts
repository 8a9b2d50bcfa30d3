import {fromMillis, toMillis} from '../../../src/core/instant.ts';
import {wallClock} from '../../../src/engine/wall-clock.ts';
import {openRecorder} from '../../../src/tape/recording/recorder.ts';

/** Records numbered frames to the file named by the first argument until it is killed or told why it cannot go on. */
const [path = '', burst = '20'] = process.argv.slice(2);
const recorder = await openRecorder({
  pathOf: () => path,
  session: {provider: 'alpaca', source: 'iex', symbols: []},
  secrets: () => [],
  clock: wallClock,
});
for (let count = 0; recorder.face().state === 'recording'; ) {
  for (let index = 0; index < Number(burst); index++) {
    const data = Buffer.from(`[{"T":"t","i":${count++},"note":"${'x'.repeat((count * 37) % 400)}"}]`);
    recorder.record({receivedAt: wallClock.now(), channel: 'alpaca/iex', data, binary: false});
  }
  const until = fromMillis(toMillis(wallClock.now()) + 1);
  await wallClock.until(until, new AbortController().signal);
}
process.stdout.write(recorder.face().trouble ?? '');
await recorder.close();
