import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {instant} from '../../../src/core/instant.ts';
import type {TradingDate} from '../../../src/core/new-york.ts';
import type {Deal, DealBook, DealEvent} from '../../../src/news/deals/deal.ts';
import {dealsAt} from '../../../src/news/deals/deals-at.ts';
import type {ManualAct, ManualDeed} from '../../../src/news/deals/manual-act.ts';
import {actedBook, lastAct, splitDealId, withActs} from '../../../src/news/deals/manual-acts.ts';

const event = (id: string, knownAt: number): DealEvent => ({
  id,
  date: '2026-01-30' as TradingDate,
  knownAt: instant(knownAt),
  stage: 'talks',
  text: id,
});
const deal = (id: string, ...events: readonly DealEvent[]): Deal => ({
  id,
  kind: 'minority_stake',
  from: [{name: id}],
  to: {name: 'OpenAI'},
  events,
  catalysts: [{what: `terms of ${id}`, knownAt: instant(1), certainty: 'inferred'}],
});
const BOOK: DealBook = [
  {
    ...deal('a', event('a1', 10), event('a2', 20), event('a3', 90)),
    suggestions: [
      {event: event('s1', 12), score: 0.6},
      {event: event('s2', 40), score: 0.5},
    ],
  },
  deal('b', event('b1', 15), event('b2', 30)),
  deal('c', event('c1', 5)),
];

let count = 0;
const act = (deed: ManualDeed, at = 50): ManualAct => ({
  ...deed,
  id: `act-${count++}`,
  at: instant(at),
  madeAt: instant(1_000 + count),
});
const NOW = instant(60);
const eventsOf = (book: DealBook): Readonly<Record<string, readonly string[]>> =>
  Object.fromEntries(book.map(({id, events}) => [id, events.map(one => one.id)]));

const MERGE = act({kind: 'merge', deal: 'a', into: 'b'});

describe('deals put in order by hand', () => {
  test('no act leaves the very book', () => {
    expect(withActs(BOOK, [], NOW)).toBe(BOOK);
    expect(withActs(BOOK, [MERGE], instant(49))).toBe(BOOK);
  });

  test('a merge joins history and what is expected, and what comes later follows it', () => {
    const book = withActs(BOOK, [MERGE], NOW);
    expect(eventsOf(book)).toEqual({b: ['a1', 'b1', 'a2', 'b2', 'a3'], c: ['c1']});
    expect(book[0]?.catalysts.map(({what}) => what)).toEqual(['terms of b', 'terms of a']);
    const known = (now: number) => dealsAt(withActs(BOOK, [MERGE], instant(now)), instant(now))[0]?.events.length;
    expect([known(60), known(90)]).toEqual([4, 5]);
  });

  test('a split makes a deal of one event, or of it and those after it, the ones to come too', () => {
    const one = act({kind: 'split', deal: 'a', event: 'a2', later: false});
    const rest = act({kind: 'split', deal: 'a', event: 'a2', later: true});
    expect(eventsOf(withActs(BOOK, [one], NOW))).toMatchObject({a: ['a1', 'a3'], [splitDealId(one)]: ['a2']});
    expect(eventsOf(withActs(BOOK, [rest], NOW))).toMatchObject({a: ['a1'], [splitDealId(rest)]: ['a2', 'a3']});
  });

  test('an event that was merged away is still found, whichever deal an act names', () => {
    const moved = act({kind: 'reassign', deal: 'a', event: 'a1', to: 'c'});
    expect(eventsOf(withActs(BOOK, [MERGE, moved], NOW))).toEqual({b: ['b1', 'a2', 'b2', 'a3'], c: ['c1', 'a1']});
    const undone = [
      MERGE,
      act({kind: 'reassign', deal: 'b', event: 'a1', to: 'c'}),
      act({kind: 'undo', act: MERGE.id}),
    ];
    expect(eventsOf(withActs(BOOK, undone, NOW))).toMatchObject({a: ['a2', 'a3'], c: ['c1', 'a1']});
  });

  test('a report that may belong to a deal is taken in or put away', () => {
    const taken = act({kind: 'accept', deal: 'a', event: 's1'});
    const put = act({kind: 'reject', deal: 'a', event: 's2'});
    const suggested = (book: DealBook) => book.flatMap(one => (one.suggestions ?? []).map(({event: {id}}) => id));
    const book = withActs(BOOK, [taken], NOW);
    expect([eventsOf(book)['a'], suggested(book)]).toEqual([['a1', 's1', 'a2', 'a3'], ['s2']]);
    expect(suggested(withActs(BOOK, [put], NOW))).toEqual(['s1']);
    expect(eventsOf(withActs(BOOK, [put], NOW))).toEqual(eventsOf(BOOK));
    expect(eventsOf(withActs(BOOK, [MERGE, taken], NOW))['b']).toContain('s1');
    expect(suggested(withActs(BOOK, [MERGE, put], NOW))).toEqual(['s1']);
  });

  test('what was taken in stays so when the wire comes to put it elsewhere', () => {
    const taken = act({kind: 'accept', deal: 'a', event: 'b1'});
    expect(eventsOf(withActs(BOOK, [taken], NOW))).toMatchObject({a: ['a1', 'b1', 'a2', 'a3'], b: ['b2']});
    const own = act({kind: 'accept', deal: 'a', event: 'a1'});
    expect(actedBook(BOOK, [own], NOW)).toMatchObject({book: BOOK, applied: [own.id], ignored: []});
  });

  test('acts on what the wire alone told of follow it to the deal on file that takes it over', () => {
    const stake: Deal = {
      ...deal('filed', {...event('f1', 10), headlineId: 'h1'}, event('f2', 20)),
      from: [{name: 'Amazon'}],
    };
    const cloud: Deal = {...stake, id: 'cloud', kind: 'commercial_contract', events: [event('k1', 5)]};
    const book = [...BOOK, stake, cloud];
    const wired = 'wire:AMZN>OPENAI:minority_stake';
    const acts = [
      act({kind: 'pin', deal: wired}),
      act({kind: 'reassign', deal: wired, event: 'wire:h1', to: 'c'}),
      act({kind: 'merge', deal: 'b', into: `${wired}:2`}),
    ];
    const done = actedBook(book, acts, NOW);
    expect([[...done.pinned], done.ignored]).toEqual([['filed'], []]);
    expect(eventsOf(done.book)).toMatchObject({c: ['c1', 'f1'], filed: ['b1', 'f2', 'b2'], cloud: ['k1']});
    const two = [...book, {...stake, id: 'again', events: []}];
    expect(actedBook(two, acts.slice(0, 1), NOW).pinned.size).toBe(0);
    const far = ['wire:AMZN>ANTHROPIC:minority_stake', 'wire:NVDA>OPENAI:minority_stake', 'wire:AMZN>OPENAI:merger'];
    for (const id of far) expect(actedBook(book, [act({kind: 'pin', deal: id})], NOW).pinned.size).toBe(0);
  });

  test('pins go with the deal that is merged', () => {
    const pin = act({kind: 'pin', deal: 'a'});
    expect([...actedBook(BOOK, [pin], NOW).pinned]).toEqual(['a']);
    expect([...actedBook(BOOK, [pin, MERGE], NOW).pinned]).toEqual(['b']);
    expect([...actedBook(BOOK, [pin, MERGE, act({kind: 'unpin', deal: 'a'})], NOW).pinned]).toEqual([]);
  });

  test('undo goes back act by act, and an act made later is not there to be undone', () => {
    const pin = act({kind: 'pin', deal: 'c'}, 55);
    const acts = [MERGE, pin];
    expect(lastAct(acts, NOW)?.id).toBe(pin.id);
    expect(lastAct(acts, instant(52))?.id).toBe(MERGE.id);
    expect(lastAct([...acts, act({kind: 'undo', act: pin.id}, 60)], NOW)?.id).toBe(MERGE.id);
    expect(lastAct(acts, instant(1))).toBeUndefined();
  });

  test('what names nothing is ignored and counted', () => {
    const nonsense = [
      act({kind: 'merge', deal: 'a', into: 'a'}),
      act({kind: 'merge', deal: 'nowhere', into: 'a'}),
      act({kind: 'split', deal: 'a', event: 'none', later: true}),
      act({kind: 'reassign', deal: 'a', event: 'a1', to: 'nowhere'}),
      act({kind: 'accept', deal: 'a', event: 'none'}),
      act({kind: 'accept', deal: 'nowhere', event: 's1'}),
      act({kind: 'reject', deal: 'a', event: 'a1'}),
      act({kind: 'pin', deal: 'nowhere'}),
      act({kind: 'undo', act: 'nothing'}),
    ];
    expect(actedBook(BOOK, nonsense, NOW)).toMatchObject({book: BOOK, applied: []});
    expect(new Set(actedBook(BOOK, nonsense, NOW).ignored)).toEqual(new Set(nonsense.map(({id}) => id)));
  });
});

describe('whatever was done', () => {
  const dealId = fc.constantFrom('a', 'b', 'c', 'nowhere', 'split-0', 'split-3');
  const eventId = fc.constantFrom('a1', 'a2', 'a3', 'b1', 'b2', 'c1', 's1', 's2', 'none');
  const anyDeed: fc.Arbitrary<ManualDeed> = fc.oneof(
    fc.record({kind: fc.constant('merge' as const), deal: dealId, into: dealId}),
    fc.record({kind: fc.constant('split' as const), deal: dealId, event: eventId, later: fc.boolean()}),
    fc.record({kind: fc.constant('reassign' as const), deal: dealId, event: eventId, to: dealId}),
    fc.record({kind: fc.constantFrom('accept' as const, 'reject' as const), deal: dealId, event: eventId}),
    fc.record({kind: fc.constantFrom('pin' as const, 'unpin' as const), deal: dealId}),
    fc.record({kind: fc.constant('undo' as const), act: fc.nat(12).map(String)}),
  );
  const anyActs: fc.Arbitrary<readonly ManualAct[]> = fc
    .array(fc.tuple(anyDeed, fc.integer({min: 0, max: 100})), {maxLength: 12})
    .map(deeds =>
      deeds.map(([deed, at], index): ManualAct => ({...deed, id: `${index}`, at: instant(at), madeAt: instant(index)})),
    );
  const anyNow = fc.integer({min: 0, max: 100}).map(instant);

  test('no event is lost and none doubled', () => {
    const idsIn = (book: DealBook) =>
      book.flatMap(({events, suggestions = []}) => [...events, ...suggestions.map(one => one.event)].map(({id}) => id));
    const all = idsIn(BOOK);
    fc.assert(
      fc.property(anyActs, anyNow, (acts, now) => {
        const book = withActs(BOOK, acts, now);
        const rejected = new Set(acts.map(one => (one.kind === 'reject' ? one.event : '')));
        const left = new Set(idsIn(book));
        expect(idsIn(book)).toHaveLength(left.size);
        for (const id of all) expect(left.has(id) || rejected.has(id)).toBe(true);
        for (const id of BOOK.flatMap(({events}) => events.map(one => one.id))) expect(left).toContain(id);
        for (const id of left) expect(all).toContain(id);
        expect(new Set(book.map(({id}) => id)).size).toBe(book.length);
        for (const {events} of book) expect(events).toEqual(events.toSorted((a, b) => a.knownAt - b.knownAt));
      }),
    );
  });

  test('undoing an act gives exactly what there was without it', () => {
    fc.assert(
      fc.property(anyActs, anyDeed, anyNow, (acts, deed, now) => {
        const last: ManualAct = {...deed, id: 'last', at: now, madeAt: now};
        const undo: ManualAct = {kind: 'undo', act: 'last', id: 'undo', at: now, madeAt: now};
        expect(actedBook(BOOK, [...acts, last, undo], now)).toEqual(actedBook(BOOK, acts, now));
      }),
    );
  });

  test('the same acts twice are the same acts', () => {
    fc.assert(
      fc.property(anyActs, anyNow, (acts, now) => {
        const again = acts.slice(0, acts.length / 2);
        expect(actedBook(BOOK, [...acts, ...again], now)).toEqual(actedBook(BOOK, acts, now));
      }),
    );
  });

  test('acts of a later hour do not exist yet', () => {
    fc.assert(
      fc.property(anyActs, anyNow, (acts, now) => {
        const known = acts.filter(({at}) => at <= now);
        expect(actedBook(BOOK, acts, now)).toEqual(actedBook(BOOK, known, now));
      }),
    );
  });
});

describe('acts of a file that means harm', () => {
  const MANY = 10_000;
  const filed = Array.from({length: 1_000}, (_, place): Deal => {
    const told = Array.from({length: 60}, (_, one) => ({
      ...event(`e${place}-${one}`, one),
      headlineId: `h${place % 9}`,
    }));
    const suggestions = Array.from({length: 5}, (_, one) => ({event: event(`s${place}-${one}`, one), score: 0.5}));
    return {...deal(`d${place}`, ...told), from: [{name: 'Amazon'}], suggestions};
  });
  const chain = (place: number): ManualDeed => ({kind: 'merge', deal: `d${place}`, into: `d${place + 1}`});
  const halves = (place: number): ManualDeed =>
    place % 2 === 1
      ? {kind: 'split', deal: 'd999', event: 'e500-30', later: true}
      : {kind: 'merge', deal: `split-${place - 1}`, into: 'd999'};
  const worst: Readonly<Record<string, (place: number) => ManualDeed>> = {
    'events that are nowhere': () => ({kind: 'reassign', deal: 'd0', event: 'none', to: 'd1'}),
    'one event handed on': place => ({kind: 'reassign', deal: 'd0', event: 'e0-0', to: `d${place % 1_000}`}),
    'events of one headline handed on': place => ({
      kind: 'reassign',
      deal: 'd0',
      event: 'wire:h0',
      to: `d${place % 99}`,
    }),
    'a split for each': place => ({kind: 'split', deal: 'd0', event: `e${place % 1_000}-${place % 60}`, later: false}),
    'a chain of merges': chain,
    'a ring of merges': place => ({kind: 'merge', deal: `d${place % 3}`, into: `d${(place + 1) % 3}`}),
    'half of everything parted and joined': place => (place < 999 ? chain(place) : halves(place)),
    'reports that stand beside no deal': () => ({kind: 'accept', deal: 'd0', event: 'none'}),
    'reports of others taken in': place => ({kind: 'accept', deal: 'd0', event: `s${place % 1_000}-${place % 5}`}),
    'names that the wire could have': place => ({kind: 'pin', deal: `wire:AMZN+${place}>OPENAI:minority_stake`}),
    'names that are hardly to be read': place => ({kind: 'pin', deal: `wire:${'>:'.repeat(240)}${place}`}),
  };

  /** Of processor time, which others on the machine do not take. */
  const costOf = (acts: readonly ManualAct[]): number => {
    const before = process.cpuUsage();
    withActs(filed, acts, NOW);
    const {user, system} = process.cpuUsage(before);
    return (user + system) / 1_000;
  };

  test.each(Object.entries(worst))(
    '%s: ten thousand of them take no longer than a glance',
    {timeout: 60_000},
    (_, deedAt) => {
      const acts = Array.from({length: MANY}, (_, place): ManualAct => ({...act(deedAt(place)), id: `${place}`}));
      const cost = costOf(acts);
      expect(cost).toBeLessThan(5_000);
      const book = withActs(filed, acts, NOW);
      const told = book.flatMap(({events, suggestions = []}) => [...events, ...suggestions.map(one => one.event)]);
      expect(told).toHaveLength(65_000);
      expect(new Set(told.map(({id}) => id)).size).toBe(65_000);
    },
  );

  test('a kind that no deal is of names none', () => {
    const book = [{...deal('filed', event('f1', 10)), from: [{name: 'Amazon'}]}];
    for (const kind of ['constructor', 'nonsense']) {
      const pin = act({kind: 'pin', deal: `wire:AMZN>OPENAI:${kind}`});
      expect(actedBook(book, [pin], NOW).ignored).toEqual([pin.id]);
    }
  });

  test('acts that would move more than a life of them are ignored, and counted', () => {
    const acts = Array.from({length: MANY}, (_, place): ManualAct => {
      const deed = worst['half of everything parted and joined']?.(place) ?? chain(place);
      return {...act(deed), id: `${place}`};
    });
    const {applied, ignored} = actedBook(filed, acts, NOW);
    expect(applied.length).toBeGreaterThan(1_000);
    expect(applied.length + ignored.length).toBe(MANY);
    expect(applied).toEqual(acts.slice(0, applied.length).map(({id}) => id));
  });
});
