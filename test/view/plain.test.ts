import {describe, expect, test} from 'vitest';
import type {Halt} from '../../src/core/events.ts';
import {ticker} from '../../src/core/ticker.ts';
import {plainLines} from '../../src/view/plain.ts';
import {at, snapshotAt, status} from '../ui/day-fixture.ts';

const between = (from: Parameters<typeof snapshotAt>, to: Parameters<typeof snapshotAt>) =>
  plainLines(snapshotAt(...from), snapshotAt(...to));

describe('plain lines', () => {
  test('begin with what day this is and all that is known of it', () => {
    const lines = plainLines(undefined, snapshotAt(at(9, 40)));
    expect(lines[0]).toBe('tapewire  2026-01-30  Amazon and OpenAI  ▶ REPLAY 60x  SIMULATED TAPE');
    expect(lines[1]).toContain('FEED  alpaca/sip  live  connected');
    expect(lines.filter(line => line.includes('HEADLINE'))).toHaveLength(4);
  });

  test('say a headline once, when it comes, and again when it is revised', () => {
    expect(between([at(9, 41, 7)], [at(9, 41, 9)])).toEqual([
      '09:41:08 ET  HEADLINE  AMZN MSFT NVDA  Amazon in advanced talks to put up to $50 billion into OpenAI  (Wire One)',
      '09:41:08 ET  DEAL  Amazon → OpenAI  talks  up to $50B  talks are advanced and led by the two chief executives',
    ]);
    expect(between([at(9, 45, 1)], [at(9, 45, 3)])[0]).toContain('09:45:02 ET  REVISED 1  AMZN  CORRECTED');
  });

  test('name the deal that an event belongs to after what was done by hand', () => {
    const acts = [
      {id: '1', at: at(9, 40), madeAt: at(9, 40), kind: 'merge' as const, deal: 'amazon-openai', into: 'aws-openai'},
    ];
    const lines = plainLines(snapshotAt(at(9, 41, 7)), snapshotAt(at(9, 41, 9)), acts);
    expect(lines.find(line => line.includes('DEAL'))).toContain('AWS → OpenAI');
  });

  test('say prices once a minute, of the names that traded', () => {
    expect(between([at(9, 35, 10)], [at(9, 35, 50)])).toEqual([]);
    const lines = between([at(9, 35, 50)], [at(9, 36, 10)]);
    expect(lines.every(line => /^09:36:00 ET {2}PRICE {2}[A-Z]+ {2}[\d.]+ {2}[+−]?[\d.]+% {2}vol /.test(line))).toBe(
      true,
    );
    expect(lines.length).toBeGreaterThan(0);
    expect(lines.length).toBeLessThanOrEqual(4);
  });

  test('say what feeds, halts and the clock do', () => {
    const lost = status(at(9, 36, 20), 'retrying', 'the connection was lost');
    expect(between([at(9, 36, 10)], [at(9, 36, 30), [lost]])[0]).toBe(
      '09:36:30 ET  FEED  alpaca/sip  retrying  the connection was lost',
    );
    const halt: Halt = {
      kind: 'halt',
      symbol: ticker('AMZN'),
      halted: true,
      code: 'T1',
      reason: 'news pending',
      tape: 'C',
      at: at(9, 36, 20),
      receivedAt: at(9, 36, 20),
    };
    expect(between([at(9, 36, 10)], [at(9, 36, 30), [halt]])).toEqual(['09:36:20 ET  HALTED  AMZN  news pending']);
    expect(between([at(9, 36, 10)], [at(9, 36, 10), [], {state: 'ended'}])).toEqual(['09:36:10 ET  CLOCK  ended']);
    expect(between([at(9, 36, 10)], [at(9, 30)])[0]).toBe('09:30:00 ET  CLOCK  wound back');
  });

  test('hold no escape', () => {
    expect(plainLines(undefined, snapshotAt(at(9, 47))).join('\n')).not.toContain('\x1b');
  });
});
