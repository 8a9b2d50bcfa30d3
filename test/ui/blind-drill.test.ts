import {describe, expect, test} from 'vitest';
import {gridText, textWidth} from '../../src/chart/grid.ts';
import {DAY, span} from '../../src/core/instant.ts';
import type {TransportCommand} from '../../src/engine/ports.ts';
import type {Snapshot} from '../../src/market/snapshot.ts';
import {createBlindControl} from '../../src/ui/blind/blind-control.ts';
import {drawBlind} from '../../src/ui/blind/draw-blind.ts';
import {followBlind} from '../../src/ui/blind/follow-blind.ts';
import {pressBlindKey} from '../../src/ui/blind/press-blind-key.ts';
import type {Size} from '../../src/view/layout.ts';
import {DEFAULT_PREFERENCES} from '../../src/view/preferences.ts';
import {expectGolden} from '../golden/golden-screen.ts';
import {type Day, dayMoved, play, type Scene, snapshotAt, WEIGHTS} from './blind-scenes.ts';
import {at} from './day-fixture.ts';

const SIZES: readonly Size[] = [
  {width: 40, height: 10},
  {width: 60, height: 20},
  {width: 80, height: 24},
  {width: 100, height: 50},
  {width: 120, height: 40},
  {width: 200, height: 60},
];
const HERE = dayMoved(span(0), '2026-01-30');
const FROM = at(9, 30);

const draw = ({state, snapshot}: Scene, size: Size, chosen = {}) =>
  drawBlind({snapshot, state, weights: WEIGHTS, chosen, size});
const rows = (scene: Scene, size: Size = {width: 120, height: 40}): readonly string[] => gridText(draw(scene, size));
const textOf = (scene: Scene, size?: Size): string => rows(scene, size).join('\n');

const quick = (): readonly string[] => ['n', 'return'];
/** Right and sure of the first, wrong of the second, the rest none. */
const mixed = (asked: number): readonly string[] =>
  [
    ['u', '3', '9'],
    ['d', '1', '6'],
  ][asked] ?? ['n', 'return'];

const press = ({state, snapshot}: Scene, ...keys: readonly string[]): Scene => ({
  snapshot,
  state: keys.reduce((now, key) => pressBlindKey(now, key).state, state),
});

const asked = (day: Day = HERE): Scene => play(day, FROM, at(9, 41, 8), count => (count === 0 ? quick() : []));
const SCENES: Readonly<Record<string, () => Scene>> = {
  'blind-direction': asked,
  'blind-size': () => press(asked(), 'u'),
  'blind-confidence': () => press(asked(), 'u', '3'),
  'blind-waiting': () => play(HERE, FROM, at(10, 5), mixed),
  'blind-score': () => press(play(HERE, FROM, at(10, 5), mixed), 'q'),
};

describe('the screen of a blind drill', () => {
  for (const [name, scene] of Object.entries(SCENES)) {
    test.each(SIZES)(`${name} at $width x $height`, size => {
      expectGolden(`${name}-${size.width}x${size.height}`, draw(scene(), size));
    });
  }

  test('is exactly its size, whatever that is, and ASCII where that is wanted', () => {
    const ascii = {preferences: {...DEFAULT_PREFERENCES, glyphs: 'ascii' as const}};
    for (const scene of Object.values(SCENES)) {
      const drawn = scene();
      for (const width of [0, 1, 39, 40, 57, 109, 110, 131])
        for (const height of [0, 1, 9, 10, 19, 20, 31, 47]) {
          const lines = gridText(draw(drawn, {width, height}, ascii));
          expect(lines.length).toBe(height);
          for (const line of lines) {
            expect(textWidth(line)).toBe(width);
            expect(line).toMatch(/^[ -~]*$/);
          }
        }
    }
  });

  test('says what it is, and on what tape', () => {
    for (const size of SIZES) {
      expect(rows(asked(), size)[0]).toMatch(/DRILL .*SIMULATED/);
      expect(rows(press(asked(), 'q'), size)[0]).toMatch(/DRILL/);
    }
  });

  test('tells the day only with the score', () => {
    const scene = asked();
    for (const size of SIZES) expect(textOf(scene, size)).not.toMatch(/2026|01-30|Jan/);
    expect(textOf(press(scene, 'q'))).toContain('it was 2026-01-30');
  });

  test('is the same on a day of another date, dates in its headlines included', () => {
    const dated = (date: string) => (text: string) => `${text} by ${date}`;
    const here = dayMoved(span(0), 'here', dated('Feb. 5'));
    const there = dayMoved(span(-14 * DAY), 'elsewhere', dated('March 12, 2027'));
    for (const keys of [quick, mixed]) {
      const one = play(here, FROM, at(9, 41, 8), keys);
      const other = play(there, FROM, at(9, 41, 8), keys);
      expect(one.state.drill.answers.length).toBeGreaterThan(0);
      for (const size of SIZES) expect(rows(one, size)).toEqual(rows(other, size));
    }
    const [one, other] = [asked(here), asked(there)];
    expect(textOf(one)).toContain('into OpenAI by [date]');
    for (const size of SIZES) expect(rows(one, size)).toEqual(rows(other, size));
  });

  test('is the same whatever comes after', () => {
    const future: Day = {
      ...HERE,
      events: HERE.events.map(event =>
        event.receivedAt <= at(9, 41, 8)
          ? event
          : event.kind === 'trade'
            ? {...event, price: event.price * 3}
            : event.kind === 'headline'
              ? {...event, headline: 'All is different'}
              : event,
      ),
    };
    for (const size of SIZES) expect(rows(asked(future), size)).toEqual(rows(asked(), size));
  });
});

describe('a blind drill', () => {
  test('asks for first tellings of watched names, and not for what repeats them or comes on their heels', () => {
    const texts: string[] = [];
    let snapshot = snapshotAt(HERE, at(4));
    let {state} = followBlind(play(HERE, at(4), at(4), quick).state, snapshot, WEIGHTS);
    for (const moment of [at(6, 12, 5), at(8, 5, 42), at(9, 32, 41), at(9, 41, 8), at(9, 41, 49), at(9, 44, 11)]) {
      snapshot = snapshotAt(HERE, moment);
      state = followBlind(state, snapshot, WEIGHTS).state;
      texts.push(...state.drill.questions.map(({symbol, text}) => `${symbol} ${text.slice(0, 20)}`));
      while (state.drill.questions.length > 0) state = pressBlindKey(state, 'return').state;
    }
    expect(texts).toEqual([
      'NVDA Chip makers rise bef',
      'MSFT Microsoft extends it',
      'NVDA Nvidia suppliers see',
      'AMZN Amazon in advanced t',
    ]);
    expect(state.drill.passed).toBe(4);
  });

  test('keeps an outcome once it is measured, and measures AMZN’s jump', () => {
    const {state} = play(HERE, at(9, 35), at(9, 57), () => ['u', '3', '9']);
    const [first] = state.drill.answers;
    expect(first?.call).toMatchObject({symbol: 'AMZN', direction: 'up', size: 3, confidence: 0.9});
    expect(first?.outcome).toBeDefined();
    const later = followBlind(state, snapshotAt(HERE, at(11)), WEIGHTS).state;
    expect(later.drill.answers[0]).toBe(first);
  });

  test('takes keys step by step, and Esc takes the last one back', () => {
    const scene = asked();
    const stateAfter = (...keys: readonly string[]) => press(scene, ...keys).state;
    expect(stateAfter('1', '9', 'space', ']').drill).toBe(scene.state.drill);
    expect(stateAfter('u').entry).toEqual({direction: 'up', size: undefined});
    expect(stateAfter('u', 'escape').entry.direction).toBeUndefined();
    expect(stateAfter('d', '2', 'escape').entry).toEqual({direction: 'down', size: undefined});
    expect(stateAfter('n', 'escape').entry.direction).toBeUndefined();
    expect(stateAfter('d', '2', '7').drill.answers.at(-1)?.call).toMatchObject({
      direction: 'down',
      size: 2,
      confidence: 0.7,
    });
    expect(stateAfter('escape').stage).toBe('score');
    expect(pressBlindKey(stateAfter('q'), 'q').leave).toBe(true);
    const pages = Array.from({length: 50}, () => 'pagedown');
    expect(stateAfter('q', ...pages).top).toBeLessThan(20);
  });
});

describe('the control of a blind drill', () => {
  const open = (first: Snapshot) => {
    let snapshot = first;
    const listeners = new Set<() => void>();
    const sent: TransportCommand[] = [];
    const scores: number[] = [];
    const control = createBlindControl({
      store: {
        read: () => snapshot,
        subscribe: listener => {
          listeners.add(listener);
          return () => listeners.delete(listener);
        },
      },
      send: command => sent.push(command),
      weights: WEIGHTS,
      onScore: ({drill}) => scores.push(drill.answers.length),
      onQuit: () => {},
    });
    control.subscribe(() => {});
    const publish = (next: Snapshot): void => {
      snapshot = next;
      for (const listener of listeners) listener();
    };
    return {control, publish, sent, scores};
  };

  test('lets the clock go on once where nothing is asked, and never while a question waits', () => {
    const {control, publish, sent} = open(snapshotAt(HERE, at(9, 40), 'running'));
    publish(snapshotAt(HERE, at(9, 41, 8)));
    expect(sent).toEqual([]);
    control.press('space');
    control.press('u');
    control.press('3');
    expect(sent).toEqual([]);
    control.press('8');
    expect(sent).toEqual([{kind: 'resume'}]);
    publish(snapshotAt(HERE, at(9, 41, 8)));
    expect(sent).toHaveLength(1);
    publish(snapshotAt(HERE, at(9, 41, 49)));
    expect(sent).toHaveLength(2);
  });

  test('does not go on after a pause by hand', () => {
    const {control, publish, sent} = open(snapshotAt(HERE, at(9, 34), 'running'));
    control.press('space');
    publish(snapshotAt(HERE, at(9, 34, 2)));
    expect(sent).toEqual([{kind: 'pause'}]);
    control.press('space');
    expect(sent.at(-1)).toEqual({kind: 'resume'});
  });

  test('hands over what was called once, however it is left', () => {
    const {control, publish, scores} = open(snapshotAt(HERE, at(9, 40), 'running'));
    publish(snapshotAt(HERE, at(9, 41, 8)));
    for (const key of ['n', 'return', 'q']) control.press(key);
    control.leave();
    expect(scores).toEqual([1]);
    const other = open(snapshotAt(HERE, at(9, 40), 'running'));
    other.control.leave();
    expect(other.scores).toEqual([0]);
  });
});
