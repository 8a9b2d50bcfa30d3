import {expect, test} from 'vitest';
import {atWallTime} from '../../src/core/new-york.ts';
import {applyChange} from '../../src/market/apply-change.ts';
import {applyEvent} from '../../src/market/apply-event.ts';
import {collectChange} from '../../src/market/collect-change.ts';
import {createMarket} from '../../src/market/market.ts';
import type {Snapshot} from '../../src/market/snapshot.ts';
import {stanceSign} from '../../src/view/note-words.ts';
import {createUiState} from '../../src/view/ui-state.ts';
import {wireView} from '../../src/view/wire-view.ts';
import {readDay} from '../fixtures/committed-day.ts';

/** The wire of a bundled day at some moments, as its rows say it, what is marked in brackets. */
const linesOf = (snapshot: Snapshot): readonly string[] =>
  wireView(snapshot, createUiState(snapshot.clock.now), 99).rows.map(row => {
    let text = row.text;
    for (const {from, to} of row.marks.toReversed())
      text = `${text.slice(0, from)}[${text.slice(from, to)}]${text.slice(to)}`;
    const tickers = row.tickers.map(({symbol, stance}) => `${symbol}${stanceSign(stance)}`).join(' ');
    return [row.time, row.sign, tickers, row.novelty, row.state, row.tellings, text]
      .filter(part => part !== '')
      .join('  ');
  });

test.each(['2026-01-30', '2026-01-22-quiet'])('the wire of %s reads as its golden', async name => {
  const {day, headlines} = await readDay(name);
  const moments = [
    [8, 5, 0],
    [8, 20, 0],
    [10, 0, 0],
    [20, 0, 0],
  ] as const;
  const lines = moments.flatMap(([hour, minute, second]) => {
    const now = atWallTime(day.info.date, hour, minute, second);
    const market = createMarket({
      file: {day: day.info, deals: [], previousCloses: new Map(), baselines: new Map(), earlier: new Map()},
    });
    for (const headline of headlines) if (headline.receivedAt <= now) applyEvent(market, headline);
    const face = {now, mode: 'replay', state: 'paused', speed: 1} as const;
    return [
      `at ${hour}:${String(minute).padStart(2, '0')}`,
      ...linesOf(applyChange(undefined, collectChange(market, face))),
      '',
    ];
  });
  await expect(lines.join('\n')).toMatchFileSnapshot(`../golden/wire/${name}.txt`);
});
