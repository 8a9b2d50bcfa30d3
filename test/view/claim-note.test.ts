import {expect, test} from 'vitest';
import {marginNotes} from '../../src/view/drill-notes.ts';
import {wireRecord} from '../../src/view/wire-records.ts';
import {at, headline, snapshotAt} from '../ui/day-fixture.ts';

const NOW = at(9, 47, 12);
const told = (text: string) => {
  const snapshot = snapshotAt(NOW, [headline('c', at(9, 46, 40), text, [])]);
  const item = snapshot.wire.find(one => one.headline.id === 'c');
  if (item === undefined) throw new Error('the headline is not on the wire');
  return {snapshot, item};
};
const margin = (text: string) => {
  const {snapshot, item} = told(text);
  return marginNotes(snapshot, item).map(({name, words}) => [name, words].join(' | '));
};

test('the margin says a line for each claim, and no figure twice', () => {
  const lines = margin('Amazon up 4.2% in premarket trading, Microsoft slightly lower on Friday');
  expect(lines.slice(-3)).toEqual([
    '+4.20% | price before the open · Amazon · tape 0.0% at 04:00 at nearest: contradicted ✗',
    'lower | price before the open · Microsoft · tape −0.6% at 09:29: supported ✓',
    'date | 30 Jan 2026',
  ]);
  expect(lines.filter(line => line.includes('4.2'))).toHaveLength(1);
});

test('figures that are no claims follow, and amounts taken back say so', () => {
  expect(margin('CORRECTION: Amazon stake talks are over $50 billion, not $60 billion').slice(-2)).toEqual([
    '$50B+ | investment · Amazon · not on the tape',
    '$60B | investment · Amazon · taken back',
  ]);
  expect(margin('Nvidia revenue growth slows to 12%').at(-1)).toContain('12% | growth');
});

test('json gives the claims of each headline with their spans', () => {
  const text = 'Microsoft holds 27% of OpenAI';
  const {snapshot, item} = told(text);
  expect(wireRecord(snapshot, item).claims).toEqual([
    {
      kind: 'stake',
      about: 'MSFT',
      share: 0.27,
      from: 16,
      to: 19,
      check: {status: 'unverifiable', why: 'not on the tape'},
    },
  ]);
});
