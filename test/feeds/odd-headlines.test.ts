import {expect, test} from 'vitest';
import {type Instant, instant} from '../../src/core/instant.ts';
import {parseInstant} from '../../src/core/parse-instant.ts';
import {readFrame} from '../../src/feeds/alpaca/decode.ts';
import {applyChange} from '../../src/market/apply-change.ts';
import {applyEvent} from '../../src/market/apply-event.ts';
import {collectChange} from '../../src/market/collect-change.ts';
import {createMarket} from '../../src/market/market.ts';
import {drillView} from '../../src/view/drill-view.ts';
import {createUiState} from '../../src/view/ui-state.ts';
import {wireRecord} from '../../src/view/wire-records.ts';
import {wireView} from '../../src/view/wire-view.ts';
import {dayFile, FACE} from '../market/market-fixtures.ts';

const NOW: Instant = parseInstant('2026-01-30T15:00:00Z') ?? instant(0);
const STORY = {
  T: 'n',
  id: 7,
  headline: 'Amazon in talks to invest $50 billion in OpenAI',
  summary: '',
  author: '',
  created_at: '2026-01-30T14:41:07Z',
  updated_at: '2026-01-30T14:41:08Z',
  url: 'https://example.com/7',
  content: '',
  symbols: ['AMZN'],
  source: 'benzinga',
};

/** What the wire, the opened headline and the records say after one frame, or the status that counts it. */
const shown = (changes: Readonly<Record<string, unknown>>) => {
  const frame = readFrame(JSON.stringify([{...STORY, ...changes}]), {receivedAt: NOW, feed: 'alpaca/news'});
  const market = createMarket({file: dayFile()});
  for (const event of frame.events) applyEvent(market, event);
  const snapshot = applyChange(undefined, collectChange(market, FACE));
  const ui = createUiState(NOW, {headlineId: '7'});
  return {
    rows: wireView(snapshot, ui, 10).rows,
    drill: drillView(snapshot, ui),
    records: snapshot.wire.map(item => wireRecord(snapshot, item)),
    feeds: snapshot.feeds,
    events: frame.events,
  };
};

test.each([
  ['no symbols', {symbols: []}],
  ['symbols of nothing', {symbols: null}],
  ['five hundred symbols', {symbols: Array.from({length: 500}, (_, index) => `S${index}`)}],
  ['symbols that are none', {symbols: ['../etc', '<b>', 'amzn', '']}],
  ['an empty headline', {headline: ''}],
  ['a headline of spaces and controls', {headline: ' \u0000\u001b[2J \u202e '}],
  ['a headline of a megabyte', {headline: 'Amazon to buy '.repeat(75_000)}],
  ['a body of a megabyte', {content: '<p>word <a href="/x">y</a>'.repeat(40_000)}],
  ['a body of open tags', {content: '<div>'.repeat(200_000)}],
  ['the year 9999', {created_at: '9999-12-31T23:59:59Z', updated_at: '9999-12-31T23:59:59Z'}],
  ['the year 1', {created_at: '0001-01-01T00:00:00Z', updated_at: '0001-01-01T00:00:00Z'}],
  ['published after it was received', {created_at: '2026-01-30T16:00:00Z', updated_at: '2026-01-30T16:00:00Z'}],
  ['updated before it was created', {updated_at: '2026-01-29T00:00:00Z'}],
  ['updated never', {updated_at: null}],
  ['no more than it must have', {summary: null, author: null, content: null, url: null, symbols: null}],
])('%s is shown or counted', (_, changes) => {
  const {rows, drill, records, events} = shown(changes);
  const counted = events.filter(event => event.kind === 'status').length;
  expect(rows.length + counted).toBeGreaterThan(0);
  expect(records).toHaveLength(rows.length);
  if (rows.length > 0) expect(drill?.headline).toBe(rows[0]?.text);
});

test.each([
  ['the year 0', {created_at: '0000-01-01T00:00:00Z'}],
  ['a date that is none', {created_at: '2026-02-30T00:00:00Z'}],
  ['a time that is no text', {created_at: {}}],
  ['no id', {id: ''}],
  ['a headline that is no text', {headline: 12}],
])('%s is counted and not shown', (_, changes) => {
  const {rows, events} = shown(changes);
  expect(rows).toEqual([]);
  expect(events.map(event => event.kind)).toEqual(['status']);
});

test('an action that nobody knows is passed over', () => {
  expect(shown({T: 'zz'}).rows).toEqual([]);
});
