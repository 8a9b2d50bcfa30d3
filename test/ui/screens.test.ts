import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {gridText, textWidth} from '../../src/chart/grid.ts';
import type {FeedEvent} from '../../src/core/events.ts';
import {type Instant, plus, seconds, span} from '../../src/core/instant.ts';
import {ticker} from '../../src/core/ticker.ts';
import type {Snapshot} from '../../src/market/snapshot.ts';
import type {DealBook} from '../../src/news/deals/deal.ts';
import type {ManualAct} from '../../src/news/deals/manual-act.ts';
import {drawScreen} from '../../src/ui/draw/draw-screen.ts';
import {NO_ALERTS, withFired} from '../../src/view/alert-log.ts';
import {PANES} from '../../src/view/command.ts';
import type {DrawnLag} from '../../src/view/health-view.ts';
import {DEFAULT_PREFERENCES, DEFAULT_SURROUNDINGS, GLYPH_CHOICES, LAYOUTS} from '../../src/view/preferences.ts';
import {createUiState, type UiState} from '../../src/view/ui-state.ts';
import {expectGolden} from '../golden/golden-screen.ts';
import {
  at,
  DEALS,
  dayFile,
  face,
  HEADLINES,
  headline,
  REVISION,
  SUGGESTED,
  SYMBOLS,
  snapshotAt,
  snapshotOf,
  status,
  trades,
} from './day-fixture.ts';

const NOW = at(9, 47, 12);
const LOST = status(at(9, 47), 'retrying', 'alpaca/sip: the connection was lost: trying again in 8 s', {
  retryAt: plus(NOW, seconds(8)),
});
const STOPPED = status(at(9, 47), 'stopped', 'alpaca/sip: 402 auth failed: check ALPACA_KEY and ALPACA_SECRET', {
  code: 'feed/auth',
  terminal: true,
});

const CONNECTED = status(at(4), 'live', 'connected');
const halt = (when: Instant, halted: boolean): FeedEvent => ({
  kind: 'halt',
  symbol: ticker('AMZN'),
  halted,
  code: halted ? 'LUDP' : 'T',
  reason: '',
  tape: 'C',
  at: when,
  receivedAt: when,
});
const GAP = status(at(9, 21), 'live', 'back', {topic: 'gap', from: at(9, 17)});

const SYLLABLES = ['Ka', 'Lo', 'Te', 'Vi', 'Mi', 'Ro', 'Su', 'Ne', 'Da', 'Po'];
/** A name that no other number has, so that no headline repeats another. */
const nameOf = (index: number): string =>
  [...`${(index * 7919) % 100_000}`]
    .map(digit => SYLLABLES[Number(digit)])
    .join('')
    .toLowerCase();
const TAILS = [
  '',
  ' 📈',
  ' 東京エレクトロン',
  ' and its lenders, as two of its suppliers describe in a letter of some length',
];

/** Four hundred headlines, the most of them within a quarter of an hour. */
const FLOOD: readonly FeedEvent[] = Array.from({length: 400}, (_, index) => {
  const words = [1, 2, 3, 4, 5].map(place => nameOf(index * 5 + place)).join(' ');
  const when = index < 60 ? plus(at(4), seconds(index * 300)) : plus(at(9, 30), seconds((index - 60) * 3));
  const symbols = index % 7 === 0 ? SYMBOLS : SYMBOLS.slice(index % 4, (index % 4) + 1);
  return headline(`flood-${index}`, when, `${words}${TAILS[index % TAILS.length]}`, symbols, {
    source: `Wire ${index % 9}`,
  });
});
const MANY_DEALS: DealBook = Array.from({length: 12}, (_, index) =>
  DEALS.map(deal => ({...deal, id: `${deal.id}-${index}`, to: {name: index === 0 ? deal.to.name : `Lab ${index}`}})),
).flat();
const crowded = (): Snapshot =>
  snapshotOf(
    [...trades(NOW), ...HEADLINES, REVISION, ...FLOOD, CONNECTED],
    face(NOW),
    dayFile('simulated', MANY_DEALS),
  );

const made = (index: number) => ({id: `act-${index}`, at: at(9, 46), madeAt: at(9, 46)});
const MERGE: ManualAct = {...made(1), kind: 'merge', deal: 'aws-openai', into: 'amazon-openai'};
const PIN: ManualAct = {...made(2), kind: 'pin', deal: 'amazon-openai'};

const DAYS = [
  {
    name: '2026-01-30',
    date: '2026-01-30',
    title: 'Amazon and OpenAI',
    provenance: 'simulated',
    trades: 176_000,
    headlines: 30,
    fault: undefined,
  },
  {name: 'torn', date: '', title: '', provenance: '', trades: 0, headlines: 0, fault: 'tape.bin is torn'},
];

const FIRED = {outcome: 'fired', symbol: undefined, headline: undefined, price: undefined, base: undefined} as const;
const SCOOP = {id: 'n5', text: 'Amazon in advanced talks to put up to $50 billion into OpenAI'};
const AFTER = 'headline openai then AMZN ±1% in 5m';

/** Rules of every sort, and what came of them: the newest two have not been looked at. */
const ALERTED: Partial<UiState> = {
  preferences: {
    ...DEFAULT_PREFERENCES,
    alerts: ['AMZN > 245', AFTER, 'off any ±1.5% in 5m', 'AMZN >> 3', 'TSLA -2% in 30m'],
  },
  alertLog: withFired(
    withFired(
      NO_ALERTS,
      [
        {
          ...FIRED,
          kind: 'headline',
          rule: 'headline fed',
          at: at(7, 31, 1),
          headline: {id: 'n2', text: 'Warsh is named'},
        },
        {
          ...FIRED,
          kind: 'headline',
          rule: 'headline fed',
          outcome: 'late',
          at: at(8, 31),
          headline: {id: 'n3', text: 'Old'},
        },
      ],
      true,
    ),
    [
      {...FIRED, kind: 'level', rule: 'AMZN > 245', at: at(9, 42, 1), symbol: ticker('AMZN'), price: 245.58, base: 245},
      {
        ...FIRED,
        kind: 'then',
        rule: AFTER,
        at: at(9, 42, 4),
        symbol: ticker('AMZN'),
        price: 246,
        base: 241.9,
        headline: SCOOP,
      },
    ],
    false,
  ),
};
const SEEN_TWO = {...ALERTED, alertLog: {entries: ALERTED.alertLog?.entries ?? [], seen: 2}};

/** The day with no print of AMZN between two moments. */
const without = (
  from: Instant,
  to: Instant,
  more: readonly FeedEvent[],
  clock: Parameters<typeof face>[1] = {},
): Snapshot => {
  const kept = trades(NOW).filter(({symbol, at: when}) => symbol !== ticker('AMZN') || when < from || when > to);
  return snapshotOf([...kept, ...HEADLINES, REVISION, CONNECTED, ...more], face(NOW, clock));
};

type Scene = {
  readonly snapshot: () => Snapshot;
  readonly ui?: Partial<UiState>;
  /** The wall's time, where it is not the market's. */
  readonly wall?: Instant;
  readonly drawn?: DrawnLag;
};

const SCENES: Readonly<Record<string, Scene>> = {
  open: {snapshot: () => snapshotAt(NOW), ui: {headlineId: 'n5', openedAt: at(9, 40)}},
  empty: {snapshot: () => snapshotOf([], face(at(4)), dayFile('recorded', []))},
  crowded: {snapshot: crowded, ui: {headlineId: 'flood-390', openedAt: at(9, 40)}},
  stale: {snapshot: () => snapshotAt(NOW, [], {mode: 'live'}), wall: plus(NOW, seconds(300))},
  gap: {snapshot: () => without(at(9, 17), at(9, 21), [GAP], {mode: 'live'}), wall: NOW},
  halted: {snapshot: () => without(at(9, 45), NOW, [halt(at(9, 45), true)])},
  drill: {snapshot: () => snapshotAt(NOW), ui: {overlay: 'drill', headlineId: 'n6'}},
  footnotes: {
    snapshot: () => snapshotAt(NOW),
    ui: {overlay: 'drill', headlineId: 'n5', prompt: {kind: 'link', text: '', error: undefined}},
  },
  help: {snapshot: () => snapshotAt(NOW), ui: {overlay: 'help'}},
  disconnected: {snapshot: () => snapshotAt(NOW, [LOST])},
  palette: {
    snapshot: () => snapshotAt(NOW),
    ui: {prompt: {kind: 'command', text: 'ne', error: undefined}, listAt: 1, headlineId: 'n5'},
  },
  days: {snapshot: () => snapshotAt(NOW), ui: {overlay: 'days', days: DAYS}},
  settings: {snapshot: () => snapshotAt(NOW), ui: {overlay: 'settings', listAt: 3}},
  alerts: {snapshot: () => snapshotAt(NOW), ui: {...SEEN_TWO, overlay: 'alerts', listAt: 4}},
  health: {
    snapshot: () => {
      const more = {at: at(9, 47, 10), receivedAt: at(9, 47, 11)};
      const news = status(at(4), 'live', 'connected', {feed: 'alpaca/news'});
      const behind = status(at(9, 46), 'live', 'behind: left out 1830 quotes', {topic: 'left-out', count: 1_830});
      return snapshotAt(NOW, [CONNECTED, news, behind, GAP, {...halt(at(9, 47, 10), false), ...more}], {mode: 'live'});
    },
    ui: {overlay: 'health', surroundings: {...DEFAULT_SURROUNDINGS, terminal: 'xterm-256color, 256 colours'}},
    wall: plus(NOW, seconds(0.5)),
    drawn: {median: span(11_000), p95: span(31_000)},
  },
  'health-trouble': {
    snapshot: () => ({
      ...snapshotAt(
        NOW,
        [
          CONNECTED,
          LOST,
          status(at(9, 40), 'stopped', 'refused the keys (HTTP 401): check the keys: tapewire keys', {
            feed: 'alpaca/news',
          }),
          status(at(9, 41), 'live', '', {feed: 'massive/news'}),
        ],
        {mode: 'live'},
      ),
      recording: {
        state: 'stopped',
        name: '2026-01-30-iex',
        since: at(9, 30),
        bytes: 34_200_000,
        trouble: 'the disk is full: make room, then start again',
      },
    }),
    ui: {overlay: 'health'},
    wall: plus(NOW, seconds(6)),
  },
  'health-empty': {
    snapshot: () => snapshotOf([], face(at(4)), dayFile('recorded', [])),
    ui: {overlay: 'health'},
  },
  'alerts-none': {snapshot: () => snapshotAt(NOW), ui: {overlay: 'alerts'}},
  'alerts-unseen': {snapshot: () => snapshotAt(NOW), ui: {...SEEN_TWO, openedAt: at(9, 40)}},
  ascii: {
    snapshot: () => snapshotAt(NOW),
    ui: {headlineId: 'n5', preferences: {...DEFAULT_PREFERENCES, glyphs: 'ascii'}},
  },
  'four-charts': {
    snapshot: () => snapshotAt(NOW),
    ui: {focus: 'chart', zoomed: true, fourUp: true, headlineId: 'n5', crosshairAt: at(9, 41, 7)},
  },
  'chart-closer': {
    snapshot: () => snapshotAt(NOW, [halt(at(9, 36), true), halt(at(9, 39), false), halt(at(9, 45), true), GAP]),
    ui: {focus: 'chart', zoomed: true, chartZoom: 2, crosshairAt: at(9, 42)},
  },
  'chart-of-the-day': {
    snapshot: () => snapshotAt(NOW, [halt(at(9, 36), true), halt(at(9, 39), false), GAP]),
    ui: {focus: 'chart', zoomed: true, interval: seconds(1), chartKind: 'line', chartZoom: -10},
  },
  'compare-headline': {
    snapshot: () => snapshotAt(NOW),
    ui: {focus: 'chart', zoomed: true, compare: true, compareBase: 'headline', headlineId: 'n5', chartEndAt: at(9, 46)},
  },
  'layout-chart': {
    snapshot: () => snapshotAt(NOW),
    ui: {preferences: {...DEFAULT_PREFERENCES, layout: 'chart'}, focus: 'chart'},
  },
  'layout-wire': {snapshot: () => snapshotAt(NOW), ui: {preferences: {...DEFAULT_PREFERENCES, layout: 'wire'}}},
  'deals-chosen': {
    snapshot: () => snapshotAt(NOW),
    ui: {focus: 'deals', page: 'deals', dealRow: {deal: 'amazon-openai', event: 'e2'}},
  },
  'deals-suggestion': {
    snapshot: () => snapshotOf([...trades(NOW), ...HEADLINES], face(NOW), dayFile('simulated', SUGGESTED)),
    ui: {focus: 'deals', page: 'deals', dealRow: {deal: 'amazon-openai', event: 'wire:n3'}},
  },
  'deals-filter': {
    snapshot: () => snapshotAt(NOW),
    ui: {
      focus: 'deals',
      page: 'deals',
      dealsFilter: 'aws',
      dealRow: {deal: 'aws-openai', event: undefined},
      dealsFolded: new Set(['aws-openai']),
    },
  },
  'deals-none-pass': {snapshot: () => snapshotAt(NOW), ui: {focus: 'deals', page: 'deals', dealsFilter: 'nothing'}},
  'deals-merged': {
    snapshot: () => snapshotAt(NOW),
    ui: {
      focus: 'deals',
      page: 'deals',
      acts: [MERGE, PIN],
      dealRow: {deal: 'amazon-openai', event: 'c1'},
      notice: 'merged, u undoes it: AWS → OpenAI into Amazon → OpenAI',
    },
  },
  'deals-merge-into': {
    snapshot: crowded,
    ui: {
      focus: 'deals',
      page: 'deals',
      dealRow: {deal: 'amazon-openai-0', event: undefined},
      prompt: {kind: 'merge', text: 'lab', error: undefined},
      listAt: 2,
    },
  },
  'layout-deals': {
    snapshot: () => snapshotAt(NOW),
    ui: {preferences: {...DEFAULT_PREFERENCES, layout: 'deals'}, focus: 'deals', page: 'deals'},
  },
};

const screenOf = (
  snapshot: Snapshot,
  ui: Partial<UiState>,
  width: number,
  height: number,
  wall?: Instant,
  drawn?: DrawnLag,
) => drawScreen({snapshot, ui: createUiState(NOW, ui), size: {width, height}, wall, drawn});

describe('golden screens', () => {
  for (const [width, height] of [
    [40, 10],
    [60, 80],
    [80, 24],
    [120, 40],
    [200, 60],
    [300, 80],
  ] as const) {
    test.each(Object.entries(SCENES))(`%s at ${width}x${height}`, (name, {snapshot, ui = {}, wall, drawn}) => {
      expectGolden(`${name}-${width}x${height}`, screenOf(snapshot(), ui, width, height, wall, drawn));
    });
  }
});

describe('every screen', () => {
  const market = snapshotAt(NOW);

  test('has exactly its cells at any size, whatever is looked at', () => {
    const uiOf = fc.record({
      focus: fc.constantFrom(...PANES),
      page: fc.constantFrom('chart' as const, 'deals' as const),
      overlay: fc.constantFrom(
        undefined,
        'drill' as const,
        'help' as const,
        'days' as const,
        'settings' as const,
        'alerts' as const,
        'health' as const,
      ),
      prompt: fc.constantFrom(
        undefined,
        {kind: 'command' as const, text: 'a', error: undefined},
        {kind: 'merge' as const, text: 'o', error: undefined},
        {kind: 'filter' as const, text: 'x', error: 'a quote is not closed'},
      ),
      listAt: fc.nat(40),
      days: fc.constantFrom(undefined, [], DAYS),
      preferences: fc
        .record({
          layout: fc.constantFrom(...LAYOUTS),
          glyphs: fc.constantFrom(...GLYPH_CHOICES),
          greeted: fc.boolean(),
        })
        .map(some => ({...DEFAULT_PREFERENCES, ...some})),
      zoomed: fc.boolean(),
      dealRow: fc.constantFrom(undefined, {deal: 'amazon-openai', event: 'e3'}, {deal: 'gone', event: undefined}),
      dealsTop: fc.nat(30),
      dealsFilter: fc.constantFrom('', 'aws', 'nothing at all'),
      acts: fc.constantFrom([], [MERGE, PIN]),
      compare: fc.boolean(),
      compareBase: fc.constantFrom('previousClose' as const, 'open' as const, 'headline' as const),
      fourUp: fc.boolean(),
      chartZoom: fc.integer({min: -14, max: 5}),
      chartEndAt: fc.constantFrom(undefined, at(5), at(9, 31)),
      crosshairAt: fc.constantFrom(undefined, at(4), at(9, 41)),
      headlineId: fc.constantFrom(undefined, 'n5', 'n8', 'gone'),
      filter: fc.constantFrom('', 'openai', 'nothing at all'),
    });
    const side = fc.oneof(fc.integer({min: 0, max: 3}), fc.integer({min: 0, max: 130}));
    fc.assert(
      fc.property(uiOf, side, side, (ui, width, height) => {
        const rows = gridText(screenOf(market, ui, width, height));
        expect(rows.length).toBe(height);
        for (const row of rows) expect(textWidth(row)).toBe(width);
        if (ui.preferences.glyphs === 'ascii') for (const row of rows) expect(row).toMatch(/^[ -~]*$/);
      }),
      {numRuns: 150},
    );
  });

  test('takes no harm from sizes that are none', () => {
    for (const size of [0, 1, -3, Number.NaN, Number.POSITIVE_INFINITY])
      expect(gridText(screenOf(market, {}, size, 1)).join('').length).toBeLessThan(40);
  });

  test('says what tape this is, even in forty columns', () => {
    for (const width of [40, 60, 80, 120, 200])
      expect(gridText(screenOf(market, {}, width, 30))[0]).toContain('SIMULATED');
    expect(gridText(screenOf(snapshotOf([], face(NOW), dayFile('recorded')), {}, 120, 30))[0]).not.toContain('TAPE');
  });

  test('never says LIVE while nothing comes', () => {
    const first = (more: Parameters<typeof snapshotAt>[1], seconds_ = 0) =>
      gridText(
        drawScreen({
          snapshot: snapshotAt(NOW, more, {mode: 'live'}),
          ui: createUiState(NOW),
          size: {width: 120, height: 40},
          wall: plus(NOW, seconds(seconds_)),
        }),
      )[0];
    expect(first([])).toContain('● LIVE');
    expect(first([LOST])).toContain('◌ OFFLINE');
    expect(first([], 300)).toContain('◌ STALE 5m');
    expect(first([status(at(9, 30), 'live', 'back', {topic: 'gap', from: at(9, 20)})])).toContain('GAP 1');
  });

  test('says what clock this is', () => {
    const first = (clock: Parameters<typeof face>[1], more: Parameters<typeof snapshotAt>[1] = []) =>
      gridText(screenOf(snapshotAt(NOW, more, clock), {}, 120, 30))[0];
    expect(first({})).toContain('▶ REPLAY 60x');
    expect(first({state: 'paused'})).toContain('PAUSED');
    expect(first({state: 'seeking'})).toContain('SEEKING');
    expect(first({state: 'ended'})).toContain('ENDED');
    expect(first({mode: 'live'})).toContain('● LIVE');
    expect(first({mode: 'live'}, [STOPPED])).toContain('OFFLINE');
  });

  test('shows a fault as one line and loses nothing shown before', () => {
    const calm = gridText(screenOf(market, {}, 120, 40));
    const struck = gridText(screenOf(snapshotAt(NOW, [STOPPED]), {}, 120, 40));
    expect(struck.at(-1)).toContain('402 auth failed: check ALPACA_KEY and ALPACA_SECRET');
    expect(struck.slice(1, -1)).toEqual(calm.slice(1, -1));
  });

  test('counts down to the next attempt', () => {
    expect(gridText(screenOf(snapshotAt(NOW, [LOST]), {}, 120, 40))[0]).toContain('◌ alpaca retrying 8s');
  });

  test('calls a silent name stale while live, and never in a replay', () => {
    const later = plus(NOW, seconds(300));
    const draw = (mode: 'live' | 'replay') =>
      gridText(
        drawScreen({
          snapshot: snapshotAt(NOW, [], {mode}),
          ui: createUiState(NOW),
          size: {width: 120, height: 40},
          wall: later,
        }),
      ).join('\n');
    expect(draw('live')).toContain('STALE 5m');
    expect(draw('replay')).not.toContain('STALE');
  });
});

describe('the bottom line', () => {
  const bottom = (ui: Partial<UiState>, width = 80) => gridText(screenOf(snapshotAt(NOW), ui, width, 24)).at(-1);

  test('says what the keys do where they are pressed, and always the way out', () => {
    expect(bottom({})).toContain('? help');
    expect(bottom({}, 40)).toContain('q quit');
    for (const overlay of ['drill', 'help', 'days', 'settings', 'health'] as const) {
      expect(bottom({overlay, headlineId: 'n5'}, 40)).toContain('Esc back');
      expect(bottom({overlay, headlineId: 'n5'})).not.toContain('pane');
    }
    expect(bottom({overlay: 'drill', headlineId: 'n5'})).toContain('[/] headline  ⏎ replay  y copy  o open link');
  });

  test('says in the chart what the keys do to a chart', () => {
    expect(bottom({focus: 'chart'})).toContain('h/l crosshair  </> zoom  {/} pan');
    expect(bottom({focus: 'chart'}, 40)).toContain('q quit');
    expect(bottom({focus: 'chart'}, 200)?.trim()).not.toMatch(/ {3}|\/ /);
  });

  test('names every key that it promises', () => {
    for (const overlay of [undefined, 'drill', 'help', 'days', 'settings', 'health'] as const)
      expect(bottom({overlay, headlineId: 'n5'}, 200)?.trim()).not.toMatch(/ {3}|\/ (?!filter)/);
  });
});
