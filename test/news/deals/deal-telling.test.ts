import {describe, expect, test} from 'vitest';
import {type DealTelling, dealTellingOf, revisedTelling} from '../../../src/news/deals/deal-telling.ts';
import {FRIDAY, notesOf} from '../annotate-fixtures.ts';

const told = (headline: string, source = 'Reuters'): DealTelling => {
  const telling = dealTellingOf({headline, source, symbols: [], at: FRIDAY}, notesOf(headline, source));
  if (telling === undefined) throw new Error(`tells of no deal: ${headline}`);
  return telling;
};
const sides = ({from, to}: DealTelling) => `${from.map(({id}) => id).join('+')}>${to?.id ?? '?'}`;
const billions = ({facts}: DealTelling) => facts.map(({of, value}) => `${of} ${value / 1e9}`);

describe('what a headline tells of a deal', () => {
  test.each([
    ['Amazon in advanced talks to invest up to $50 billion in OpenAI', 'minority_stake', 'AMZN>OPENAI', 'talks'],
    ['OpenAI signs $38 billion cloud deal with Amazon', 'commercial_contract', 'OPENAI>AMZN', 'announced'],
    ['Google agrees to buy Wiz for $32 billion', 'acquisition', 'GOOGL>~WIZ', 'announced'],
    ['Nvidia licenses Groq’s inference technology in $20 billion deal', 'licence', 'NVDA>GROQ', 'announced'],
    ['Microsoft explores majority stake in Mistral, sources say', 'majority_stake', 'MSFT>MISTRAL', 'rumour'],
    ['SoftBank to acquire ABB’s robotics unit for $5.4 billion', 'asset_sale', 'SFTBY>~ABB', 'announced'],
    ['Adobe scraps $20 billion Figma takeover after regulators object', 'acquisition', 'ADBE>~FIGMA', 'terminated'],
    ['Cisco completes $28 billion Splunk purchase', 'acquisition', 'CSCO>~SPLUNK', 'closed'],
    ['FTC opens in-depth review of Nvidia’s purchase of Arm', 'acquisition', 'NVDA>ARM', 'regulatory_review'],
    ['Salesforce drops bid for Informatica after price talks fail', undefined, undefined, 'lapsed'],
  ])('%s', (headline, kind, parties, stage) => {
    const telling = told(headline);
    expect(telling.stage).toBe(stage);
    if (kind !== undefined) expect([telling.kind, sides(telling)]).toEqual([kind, parties]);
  });
  test('tranche, round and valuation are three facts', () => {
    const telling = told(
      'Amazon in advanced talks to invest up to $50 billion in OpenAI as part of $100 billion round at $830 billion valuation',
    );
    expect(billions(telling)).toEqual(['investment 50', 'round 100', 'valuation 830']);
    expect(telling.talks).toBe('advanced');
  });
  test('what is taken back is no amount', () => {
    expect(billions(told('CORRECTED: Amazon to invest $15 billion, not $50 billion, in OpenAI upfront'))).toEqual([
      'investment 15',
    ]);
  });
  test('what is paid in kind', () => {
    expect(
      told('Chips for equity: Amazon may pay part of OpenAI stake in Trainium and Inferentia capacity, sources say')
        .consideration,
    ).toEqual(['chips', 'capacity']);
    expect(told('Salesforce to buy Informatica for $8 billion in cash').consideration).toEqual(['cash']);
  });
  test('who denies, who disputes and who only says nothing', () => {
    expect(told('Microsoft denies it is in talks to buy Mistral')).toMatchObject({polarity: 'denies', speaker: 'MSFT'});
    expect(told('Amazon plays down report of $50 billion OpenAI stake').polarity).toBe('disputes');
    const silent = told('Amazon declines to comment on report of OpenAI investment');
    expect(silent).toMatchObject({polarity: 'declines', stage: undefined});
  });
  test('sources are named and weighed', () => {
    const relayed = told(
      'Nvidia to acquire Groq for $20 billion in its largest deal ever, CNBC reports',
      'Investing.com',
    );
    expect(relayed).toMatchObject({source: 'CNBC', tier: 2, stage: 'announced'});
    expect(told('Amazon in talks to invest in OpenAI', 'Bloomberg').tier).toBe(3);
  });
});

describe('what comes next', () => {
  const next = (headline: string, source?: string) => told(headline, source).catalysts;
  test('a date on the record is an appointment, a hope is guidance', () => {
    expect(next('Amazon 8-K: $15 billion OpenAI investment to close March 31, $35 billion contingent', 'SEC')).toEqual([
      {what: 'closing', from: '2026-03-31', to: '2026-03-31', certainty: 'scheduled'},
      {what: 'conditions to be met', certainty: 'inferred'},
    ]);
    expect(next('Cisco expects to close Splunk acquisition by March 31')[0]).toMatchObject({certainty: 'guided'});
  });
  test('no date is invented', () => {
    expect(next('FTC and European antitrust officials likely to probe Amazon stake in OpenAI, lawyers say')).toEqual([
      {what: 'antitrust review', certainty: 'inferred'},
    ]);
  });
  test('a statutory clock counts from its start, and without one tells no date', () => {
    expect(next('Nvidia files HSR notice on Jan. 12 for acquisition of Groq')).toContainEqual({
      what: 'HSR waiting period ends',
      from: '2026-02-11',
      to: '2026-02-11',
      certainty: 'statutory',
    });
    expect(next('Nvidia files HSR notice for acquisition of Groq')).toContainEqual({
      what: 'HSR waiting period ends',
      certainty: 'inferred',
    });
  });
});

test('a withdrawn headline goes on saying what it said, as withdrawn', () => {
  const before = told('Amazon in talks to invest up to $50 billion in OpenAI');
  const notes = notesOf('STORY WITHDRAWN: Amazon report');
  expect(revisedTelling(before, undefined, notes)).toEqual({...before, withdrawal: 'own'});
  expect(revisedTelling(undefined, undefined, notes)).toBeUndefined();
});
