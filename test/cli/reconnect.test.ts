import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, onTestFinished, test} from 'vitest';
import {assembleWatch, type WatchOrder} from '../../src/cli/watch-engine.ts';
import {ticker} from '../../src/core/ticker.ts';
import {startSession} from '../../src/engine/session.ts';
import {createStore} from '../../src/engine/store.ts';
import {wallClock} from '../../src/engine/wall-clock.ts';
import type {Snapshot} from '../../src/market/snapshot.ts';
import {forgetKeys, keepKeys} from '../../src/settings/keys/keys.ts';
import {storeUntil} from '../engine/store-until.ts';
import {MASSIVE_KEY, massiveScript} from '../feeds/massive/massive-script.ts';
import {type Script, startScriptedServer, wellBehaved} from '../feeds/scripted-server.ts';
import {temporaryFolder} from '../tape/recording/recording-fixtures.ts';

const AMZN = ticker('AMZN');
const WRONG = 'a-wrong-secret-of-a-person';

/** A live watch over real sockets, with the keys of a file that can be mended. */
const watch = async (script: Script, order: Pick<WatchOrder, 'feed' | 'source' | 'news'> & {mends?: boolean}) => {
  const server = await startScriptedServer(script);
  const [config, days] = [temporaryFolder(), temporaryFolder()];
  const env = {TAPEWIRE_CONFIG: config, TAPEWIRE_DAYS: days};
  const open = async () => {
    const parts = await assembleWatch(
      {
        kind: 'watch',
        mends: true,
        symbols: [AMZN],
        host: server.wsUrl,
        contact: undefined,
        rssFeeds: {},
        edgarForms: [],
        record: true,
        ...order,
      },
      wallClock,
      env,
    );
    const store = createStore();
    const session = startSession({...parts, publish: store.apply});
    const settled = session.settled.then(
      () => undefined,
      (cause: unknown) => cause,
    );
    onTestFinished(async () => {
      await session.stop();
      await parts.close();
    });
    return {parts, store, settled};
  };
  onTestFinished(() => server.close());
  return {server, config, days, open};
};

const statesOf = ({feeds}: Snapshot): Readonly<Record<string, string>> =>
  Object.fromEntries(feeds.filter(({feed}) => feed.includes('/')).map(({feed, state}) => [feed, state]));

const all =
  (state: string, count: number) =>
  (snapshot: Snapshot): boolean => {
    const states = Object.values(statesOf(snapshot));
    return states.length === count && states.every(one => one === state);
  };

const trade = {T: 't', i: 7, S: 'AMZN', x: 'Q', p: 250, s: 100, c: ['@'], z: 'C'};

describe('a watch whose keys were wrong', {timeout: 60_000}, () => {
  test('is live once they are mended and it is asked to try again, without a restart', async () => {
    const script: Script = {
      ...wellBehaved(connection => {
        if (!connection.path.endsWith('/news')) connection.send({...trade, t: new Date().toISOString()});
      }),
      onRequest: (request, response) => {
        const known = request.headers['apca-api-secret-key'] === 'secret';
        response.statusCode = known ? 200 : 403;
        response.end(known ? '{"bars":{},"trades":{},"news":[],"next_page_token":null}' : '{"message":"forbidden."}');
      },
    };
    const {server, config, days, open} = await watch(script, {feed: 'alpaca', source: 'iex', news: ['alpaca']});
    await keepKeys('alpaca', {id: 'id', secret: WRONG}, 'file', config);
    const {parts, store} = await open();
    const stopped = await storeUntil(store, all('stopped', 2));
    expect(stopped.feeds.map(({code}) => code)).toEqual(expect.arrayContaining(['feed/auth', 'feed/auth']));
    const knocked = server.attempts();

    // Nothing was mended: it stops again, having knocked once more at each door.
    await parts.reconnect?.();
    await storeUntil(store, snapshot => all('stopped', 2)(snapshot) && server.attempts() === knocked + 2);

    await forgetKeys('alpaca', config);
    await expect(parts.reconnect?.()).rejects.toThrow('no keys for alpaca');
    await keepKeys('alpaca', {id: 'id', secret: 'secret'}, 'file', config);
    await parts.reconnect?.();
    await storeUntil(store, all('live', 2));
    expect(server.attempts()).toBe(knocked + 4);
    for (const name of readdirSync(days)) expect(readFileSync(join(days, name), 'utf8')).not.toContain(WRONG);
  });

  test('of Massive too, its stream and its questions', async () => {
    const script = massiveScript({prices: [], news: []}, () => ({results: []}));
    const {config, open} = await watch(script, {feed: 'massive', source: 'stocks', news: ['massive']});
    await keepKeys('massive', {key: WRONG}, 'file', config);
    const {parts, store} = await open();
    await storeUntil(store, snapshot => statesOf(snapshot)['massive/stocks'] === 'stopped');
    await keepKeys('massive', {key: MASSIVE_KEY}, 'file', config);
    await parts.reconnect?.();
    await storeUntil(store, snapshot => statesOf(snapshot)['massive/stocks'] === 'live');
  });

  test('ends where nobody sits who could mend them', async () => {
    const {config, open} = await watch(wellBehaved(), {feed: 'alpaca', source: 'iex', news: ['alpaca'], mends: false});
    await keepKeys('alpaca', {id: 'id', secret: WRONG}, 'file', config);
    const {settled} = await open();
    expect(String(await settled)).toMatch('refused the keys');
  });
});
