import {existsSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {describe, expect, test} from 'vitest';
import {isValidation, stanceRowsOfCsv, stanceRowsOfLines} from '../../fixtures/models/stance-rows.ts';
import {stanceFigures} from '../eval/stance-figures.ts';
import {notesOf} from './annotate-fixtures.ts';

const TRAINING = fileURLToPath(new URL('../../../shared/data/sentfin-train.csv', import.meta.url));
const OWN = new URL('../../fixtures/models/us-tech-headlines.txt', import.meta.url);

describe('the stance of each company', () => {
  test('is told for each by its own words, with those words as evidence', () => {
    const text = 'Microsoft slips as Amazon jumps 4% on OpenAI deal';
    const [first, second] = notesOf(text).companies;
    expect([first?.id, first?.stance.stance]).toEqual(['MSFT', 'negative']);
    expect(text.slice(first?.stance.evidence[0]?.from, first?.stance.evidence[0]?.to)).toContain('slips');
    expect([second?.id, second?.stance.stance]).toEqual(['AMZN', 'positive']);
  });

  test('does not depend on who it is', () => {
    const stances = ['Nvidia', 'Oracle', 'Salesforce'].map(name => {
      const [company] = notesOf(`${name} shares sink after outlook disappoints`).companies;
      return company?.stance;
    });
    expect(stances[0]?.stance).toBe('negative');
    expect(stances[1]).toEqual({...stances[1], probabilities: stances[0]?.probabilities});
    expect(stances[2]?.probabilities).toEqual(stances[0]?.probabilities);
  });

  test('fits the headlines written for it', () => {
    expect(stanceFigures(stanceRowsOfLines(OWN)).macroF1).toBeGreaterThan(0.95);
  });

  test.skipIf(!existsSync(TRAINING))('reaches its figures on headlines that it was not trained on', () => {
    const held = stanceRowsOfCsv(TRAINING).filter(row => isValidation(row.headline));
    const all = stanceFigures(held);
    expect(all.pairs).toBeGreaterThan(1_000);
    expect(all.macroF1).toBeGreaterThanOrEqual(0.8);
    expect(all.calibrationError).toBeLessThanOrEqual(0.05);
    expect(stanceFigures(held.filter(row => row.conflicting)).macroF1).toBeGreaterThanOrEqual(0.72);
  });
});
