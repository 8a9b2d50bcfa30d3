import {describe, expect, test} from 'vitest';
import {notesOf} from './annotate-fixtures.ts';
import dates from './cases/dates.json' with {type: 'json'};
import dealActs from './cases/deal-acts.json' with {type: 'json'};
import entities from './cases/entities.json' with {type: 'json'};
import events from './cases/events.json' with {type: 'json'};
import money from './cases/money.json' with {type: 'json'};
import percents from './cases/percents.json' with {type: 'json'};
import stances from './cases/stance.json' with {type: 'json'};

/** The tables in cases/ hold a headline a line and what must be read in it. Add a line to add a case. */
const SIGNS = {positive: '+', negative: '-', neutral: '='} as const;

/** `50000000000` as the tables write it: `50e9`. */
const short = (value: number): string => {
  const power = value >= 1e12 ? 12 : value >= 1e9 ? 9 : value >= 1e6 ? 6 : 0;
  return power === 0 ? String(value) : `${Number((value / 10 ** power).toPrecision(6))}e${power}`;
};

describe('amounts', () => {
  test.each(money)('%s', (headline = '', expected = '') => {
    const read = notesOf(headline).money.map(
      note =>
        `${headline.slice(note.from, note.to)} = ${short(note.value)}${note.high === undefined ? '' : `..${short(note.high)}`} ${note.currency} ${note.modifier} ${note.role} ${note.about ?? '-'}`,
    );
    expect(read.join('; ')).toBe(expected);
  });
});

describe('percentages', () => {
  test.each(percents)('%s', (headline = '', expected = '') => {
    const read = notesOf(headline).percents.map(note =>
      `${headline.slice(note.from, note.to)} = ${note.value} ${note.unit} ${note.role} ${note.about ?? '-'} ${note.when ?? ''}`.trim(),
    );
    expect(read.join('; ')).toBe(expected);
  });
});

describe('dates', () => {
  test.each(dates)('%s', (headline = '', expected = '') => {
    const read = notesOf(headline).dates.map(
      note =>
        `${headline.slice(note.from, note.to)} = ${note.first}${note.last === note.first ? '' : `..${note.last}`}`,
    );
    expect(read.join('; ')).toBe(expected);
  });
});

describe('entities', () => {
  test.each(entities)('%s', (headline = '', expected = '') => {
    const read = notesOf(headline).companies.map(company => `${company.id}:${company.role}`);
    expect(read.sort()).toEqual(expected.split(' ').filter(Boolean).sort());
  });
});

describe('events and who says so', () => {
  test.each(events)('%s (%s)', (headline = '', source = '', event = '', attribution = '') => {
    const notes = notesOf(headline, source);
    const deal = notes.event.deal;
    const sides =
      deal === undefined
        ? ''
        : deal.parties.to === undefined
          ? '?'
          : `${deal.parties.from.join(',')}>${deal.parties.to}`;
    expect([notes.event.kind, deal?.kind, sides].filter(Boolean).join(' ')).toBe(event);
    const {by, polarity, hedge, tier} = notes.attribution;
    expect(`${by} ${polarity} ${hedge} ${tier}`).toBe(attribution);
  });
});

describe('deals', () => {
  test.each(dealActs)('%s', (headline = '', expected = '') => {
    const {kind, deal} = notesOf(headline).event;
    const sides =
      deal?.parties.from.length === 0 && deal.parties.to === undefined
        ? deal.parties.all.join(',')
        : `${deal?.parties.from.join(',')}>${deal?.parties.to ?? ''}`;
    expect(kind === 'deal' && deal !== undefined ? `${deal.kind} ${sides}` : '').toBe(expected);
  });
});

describe('stances', () => {
  test.each(stances)('%s', (headline = '', expected = '') => {
    const {companies} = notesOf(headline);
    const wanted = expected.split(' ').filter(Boolean);
    const read = wanted.map(each => {
      const company = companies.find(({id}) => id === each.slice(0, -1));
      const stance = company?.stance.stance;
      return `${company?.id}${stance === undefined ? '?' : SIGNS[stance]}`;
    });
    expect(read).toEqual(wanted);
  });
});
