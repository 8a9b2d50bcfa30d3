import {describe, expect, test} from 'vitest';
import type {DealRecord} from '../../src/view/deal-records.ts';
import {runProgram} from './run-program.ts';

describe('deals', () => {
  test.each(['2026-01-30', '2026-01-22-quiet'])('of %s read as their golden', async day => {
    const {code, stdout} = await runProgram(['deals', day]);
    expect(code).toBe(0);
    await expect(stdout).toMatchFileSnapshot(`../golden/deals/${day}.txt`);
  });

  test('as data are every deal with what each event changed, and nothing after the moment', async () => {
    const {stdout} = await runProgram(['deals', '2026-01-30', '--at', '09:30', '--format', 'json']);
    const {deals} = JSON.parse(stdout) as {deals: readonly DealRecord[]};
    const stake = deals.find(({id}) => id === 'amazon-openai');
    expect(stake).toMatchObject({kind: 'minority_stake', stage: 'talks', talks: 'advanced'});
    expect(stake?.events.some(({id}) => id.startsWith('wire:'))).toBe(true);
    expect(deals.find(({id}) => id === 'aws-openai')).toMatchObject({kind: 'commercial_contract', stage: 'announced'});
    const round = deals.find(({id}) => id === 'openai-round');
    expect(round?.events.find(({id}) => id === 'openai-round-2')?.facts.map(({of, value}) => [of, value])).toEqual([
      ['round', 100e9],
      ['valuation', 830e9],
    ]);
    for (const {events, maybe} of deals)
      for (const {knownAt} of [...events, ...maybe]) expect(knownAt <= '2026-01-30T14:30:00.000000Z').toBe(true);
  });

  test('as CSV have one row an event under their head', async () => {
    const {stdout} = await runProgram(['deals', '2026-01-30', '--format', 'csv']);
    const [head = '', ...rows] = stdout.trimEnd().split('\r\n');
    expect(head).toMatch(/^deal_id,kind,from,to,event_id,/);
    expect(rows.length).toBeGreaterThan(15);
    expect(rows.every(row => row.split(',').length >= head.split(',').length)).toBe(true);
  });

  test('know nothing of the day before it begins', async () => {
    const {stdout} = await runProgram(['deals', '2026-01-30', '--at', '00:00', '--format', 'json']);
    const {deals} = JSON.parse(stdout) as {deals: readonly DealRecord[]};
    expect(deals.flatMap(({events}) => events.map(({date}) => date)).filter(date => date >= '2026-01-30')).toEqual([]);
  });
});
