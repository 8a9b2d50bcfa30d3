import type {Headline} from '../core/events.ts';
import type {Body} from '../news/body/body.ts';
import {readBody} from '../news/body/read-body.ts';

const read = new WeakMap<Headline, Body>();

/** A headline's body as it can be read; read once for as long as the headline is there. */
export const bodyOf = (headline: Headline): Body => {
  const known = read.get(headline);
  if (known !== undefined) return known;
  const body = readBody(headline.content, headline.url);
  read.set(headline, body);
  return body;
};
