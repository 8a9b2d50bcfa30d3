import {expect, test} from 'vitest';
import {wallClock} from '../../src/engine/wall-clock.ts';
import {openDay} from '../../src/tape/day.ts';
import {statusView} from '../../src/view/status-view.ts';
import {dayFolder} from '../fixtures/committed-day.ts';
import {choiceOf, clockBeforeOpening, serveLive, startScreen} from './running-relay.ts';

test('a past day that is served is not called live, and it is said how to watch it', async () => {
  const day = await openDay(dayFolder('2026-01-30'));
  const {host} = await serveLive(day, clockBeforeOpening(day));
  const screen = await startScreen(choiceOf(day.info.symbols, {host}), wallClock);
  const seen = await screen.until(({traffic}) => (traffic?.prices.total ?? 0) > 0);
  expect(statusView(seen, wallClock.now())).toMatchObject({
    mode: '◌ NOT TODAY',
    fault: expect.stringContaining('watch that day with tapewire replay'),
  });
  await day.close();
});

test('the same day on its own date is live', async () => {
  const day = await openDay(dayFolder('2026-01-30'));
  const clock = clockBeforeOpening(day);
  const {host} = await serveLive(day, clock);
  const screen = await startScreen(choiceOf(day.info.symbols, {host}), clock);
  const seen = await screen.until(({figures, traffic}) => figures.size > 0 && (traffic?.prices.total ?? 0) > 0);
  expect(statusView(seen, clock.now()).mode).not.toBe('◌ NOT TODAY');
  await day.close();
});
