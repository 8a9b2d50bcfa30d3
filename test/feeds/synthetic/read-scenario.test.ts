import {describe, expect, test} from 'vitest';
import {formatInstant} from '../../../src/core/instant.ts';
import {ticker} from '../../../src/core/ticker.ts';
import {readModel} from '../../../src/feeds/synthetic/read-model.ts';
import {readScenario} from '../../../src/feeds/synthetic/read-scenario.ts';
import {readWire} from '../../../src/feeds/synthetic/read-wire.ts';
import {loadModel, loadScenario, readFixture} from './scenario-fixtures.ts';

const model = loadModel();
const file = (name: string): Record<string, unknown> => readFixture(name) as Record<string, unknown>;

describe('reading scenarios', () => {
  test('clock texts become New York moments and percent become fractions', () => {
    const scenario = loadScenario('2026-01-30');
    expect(formatInstant(scenario.openingAt)).toBe('2026-01-30T13:02:37.000000Z');
    expect(model.names[0]).toMatchObject({symbol: 'AMZN', ownVolatility: 0.01});
    const scoop = scenario.plan.reactions.find(({symbol, jump}) => symbol === ticker('AMZN') && jump > 0.03);
    expect(scoop?.second).toBeCloseTo(8 * 3600 + 4 * 60 + 7.8, 6);
  });

  test('a revision keeps what it does not state', () => {
    const story = {
      id: '7',
      at: '08:00:00',
      source: 'Wire Desk',
      author: 'Newsdesk',
      url: 'https://example.com/7',
      headline: 'First',
      summary: 'As it was',
      symbols: ['AMZN'],
      revisions: [{at: '08:05:00', headline: 'Second'}],
    };
    const [first, second] = readWire({about: [], stories: [story]}, loadScenario('2026-01-30').date);
    expect(second).toMatchObject({id: '7', headline: 'Second', summary: 'As it was', at: first?.at});
    expect((second?.updatedAt ?? 0) - (first?.updatedAt ?? 0)).toBe(300_000_000);
  });

  test('deals tell a day nothing dated after it', () => {
    const quiet = loadScenario('2026-01-22-quiet').deals;
    expect(quiet.flatMap(deal => deal.events).every(event => event.date <= '2026-01-22')).toBe(true);
    expect(quiet.map(deal => deal.id)).not.toContain('openai-round');
    expect(loadScenario('2026-01-30').deals.map(deal => deal.id)).toContain('openai-round');
  });

  test.each([
    ['an unknown field', {...file('2026-01-30.json'), colour: 'red'}, /colour/],
    ['a reaction to no headline', {...file('2026-01-30.json'), reactions: [{headline: '1', moves: {}}]}, /no headline/],
    [
      'a reaction of an unknown name',
      {...file('2026-01-30.json'), reactions: [{at: '10:00', moves: {IBM: {jump: 1}}}]},
      /does not have: IBM/,
    ],
  ])('%s is refused by name', (_, json, message) => {
    expect(() => readScenario(json, model, readFixture)).toThrow(message);
  });

  test('a model with a broken date is refused', () => {
    expect(() => readModel({...file('market.json'), closes: {yesterday: {AMZN: 1}}})).toThrow(/yesterday/);
  });
});
