import type {Headline} from '../../core/events.ts';
import {plus, span} from '../../core/instant.ts';
import type {WireEntry} from './scenario.ts';
import {createRandom} from './seeded-random.ts';

/** How long a headline takes to reach us, in microseconds. */
const LATENCY = {least: 60_000, most: 420_000};

/** The wire's entries as they are received, each revision as a headline of its own. */
export const wireEvents = (seed: string, wire: readonly WireEntry[]): readonly Headline[] =>
  wire.map(entry => {
    const random = createRandom(seed, 'wire', entry.id, String(entry.updatedAt));
    const delay = span(Math.floor(LATENCY.least + (LATENCY.most - LATENCY.least) * random()));
    return {kind: 'headline', receivedAt: plus(entry.updatedAt, delay), ...entry};
  });
