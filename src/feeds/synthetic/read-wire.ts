import {z} from 'zod';
import {plus, seconds} from '../../core/instant.ts';
import {atWallTime, type TradingDate} from '../../core/new-york.ts';
import {clockShape, tickerShape} from './field-shapes.ts';
import type {DaySecond, WireEntry} from './scenario.ts';

const textFields = {
  headline: z.string().min(1),
  summary: z.string().default(''),
  content: z.string().default(''),
  symbols: z.array(tickerShape).default([]),
};

/** One story of one outlet; a revision states only what it changes. */
const storyShape = z.strictObject({
  id: z.string().regex(/^\d+$/),
  at: clockShape,
  source: z.string(),
  author: z.string(),
  url: z.url(),
  ...textFields,
  revisions: z
    .array(
      z.strictObject({
        at: clockShape,
        headline: z.string().optional(),
        summary: z.string().optional(),
        content: z.string().optional(),
      }),
    )
    .default([]),
});

const wireShape = z.strictObject({about: z.array(z.string()), stories: z.array(storyShape)});

/** The wire out of its file's JSON, one entry a revision, in order of publication. */
export const readWire = (json: unknown, date: TradingDate): readonly WireEntry[] => {
  const instantAt = (second: DaySecond) => plus(atWallTime(date, 0), seconds(second));
  return wireShape
    .parse(json)
    .stories.flatMap(({revisions, at, ...story}) => {
      let entry: WireEntry = {...story, at: instantAt(at), updatedAt: instantAt(at)};
      const entries = [entry];
      for (const revision of revisions) {
        entry = {
          ...entry,
          headline: revision.headline ?? entry.headline,
          summary: revision.summary ?? entry.summary,
          content: revision.content ?? entry.content,
          updatedAt: instantAt(revision.at),
        };
        entries.push(entry);
      }
      return entries;
    })
    .sort((a, b) => a.updatedAt - b.updatedAt);
};
