import {z} from 'zod';
import type {ManualAct} from '../news/deals/manual-act.ts';
import {instantJson, lineJson} from './json-codecs.ts';

const id = lineJson(500);
const made = {id, at: instantJson, madeAt: instantJson};

/** A line of `acts.jsonl`: what a person did to the deals, its times as RFC 3339 text. */
export const actSchema = z.discriminatedUnion('kind', [
  z.object({...made, kind: z.literal('merge'), deal: id, into: id}),
  z.object({...made, kind: z.literal('split'), deal: id, event: id, later: z.boolean()}),
  z.object({...made, kind: z.literal('reassign'), deal: id, event: id, to: id}),
  z.object({...made, kind: z.literal('accept'), deal: id, event: id}),
  z.object({...made, kind: z.literal('reject'), deal: id, event: id}),
  z.object({...made, kind: z.literal('pin'), deal: id}),
  z.object({...made, kind: z.literal('unpin'), deal: id}),
  z.object({...made, kind: z.literal('undo'), act: id}),
]) satisfies z.ZodType<ManualAct>;
