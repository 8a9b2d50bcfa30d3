import {readFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {readModel} from '../../../src/feeds/synthetic/read-model.ts';
import {readScenario} from '../../../src/feeds/synthetic/read-scenario.ts';
import type {MarketModel, Scenario} from '../../../src/feeds/synthetic/scenario.ts';

/** The JSON of one file of fixtures/scenarios. */
export const readFixture = (file: string): unknown =>
  JSON.parse(readFileSync(fileURLToPath(new URL(`../../../fixtures/scenarios/${file}`, import.meta.url)), 'utf8'));

export const loadModel = (): MarketModel => readModel(readFixture('market.json'));

export const loadScenario = (name: string): Scenario =>
  readScenario(readFixture(`${name}.json`), loadModel(), readFixture);
