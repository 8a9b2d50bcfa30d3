import {setImmediate} from 'node:timers/promises';
import fc from 'fast-check';
import {expect, test} from 'vitest';
import type {TapeEvent} from '../../src/core/events.ts';
import {Fault} from '../../src/core/fault.ts';
import {type Instant, plus, seconds} from '../../src/core/instant.ts';
import type {ServedDay} from '../../src/server/served-day.ts';
import {OPEN, tenMinutes} from './small-day.ts';
import {type Message, readyClient} from './stream-client.ts';
import {serveForTest} from './with-server.ts';

const day = tenMinutes();

const nameOf = (message: Message): string =>
  `${String(message['T'])} ${String(message['i'] ?? message['oi'] ?? message['id'])}`;
const nameOfEvent = (event: TapeEvent): string => {
  if (event.kind === 'trade') return `t ${event.id}`;
  if (event.kind === 'cancel') return `x ${event.id}`;
  return event.kind === 'correction' ? `c ${event.originalId}` : '';
};

const expectedUntil = async (until: Instant): Promise<readonly string[]> => {
  const names: string[] = [];
  for await (const batch of day.events.read({until})) names.push(...batch.map(nameOfEvent));
  return names.filter(name => name !== '');
};

test('whatever way the clock is sent, an epoch’s stream is the day up to there', async () => {
  const way = fc.array(fc.integer({min: 0, max: 600}), {minLength: 1, maxLength: 5});
  await fc.assert(
    fc.asyncProperty(way, async stops => {
      const {server, playback} = await serveForTest(day, {marks: true, backlog: true});
      const client = await readyClient(server.stockUrl);
      client.say({action: 'subscribe', trades: ['*'], quotes: ['AMZN']});
      await client.see(message => message['T'] === 'subscription');
      for (const stop of stops) {
        playback.send({kind: 'seek', to: plus(OPEN, seconds(stop))});
        /** Lets the stream begin, so that every other seek finds it at work. */
        if (stop % 2 === 0) await setImmediate();
      }
      const {epoch, at} = playback.position();
      await client.see(message => message['T'] === 'mark' && message['epoch'] === epoch && message['at'] === at);
      const start = client.messages.findIndex(message => message['T'] === 'mark' && message['epoch'] === epoch);
      const told = client.messages.slice(start).filter(message => ['t', 'c', 'x'].includes(String(message['T'])));
      expect(told.map(nameOf)).toEqual(await expectedUntil(at));
      await server.close();
    }),
    {numRuns: 25},
  );
});

test('a day that cannot be read on ends the stream, and says why', async () => {
  const damage = new Fault('tape/corrupt', 'events.tape is damaged at byte 7');
  const torn: ServedDay = {
    ...day,
    events: {
      headlineTimes: [],
      read: async function* (range) {
        let left = 3;
        for await (const batch of day.events.read(range)) {
          if (left-- === 0) throw damage;
          yield batch.slice(0, 10);
        }
        throw damage;
      },
    },
  };
  const faults: unknown[] = [];
  const {server} = await serveForTest(torn, {
    startAt: day.info.endAt,
    marks: true,
    backlog: true,
    onFault: fault => faults.push(fault),
  });
  const client = await readyClient(server.stockUrl);
  client.say({action: 'subscribe', trades: ['*']});
  expect(await client.see(message => message['T'] === 'error')).toMatchObject({code: 500, msg: 'internal error'});
  expect(await client.closed).toBe(1011);
  expect(faults).toEqual([damage]);
});
