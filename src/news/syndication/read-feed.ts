import {Parser} from 'htmlparser2';

/** An item of RSS or an entry of Atom. Texts are as XML spells them out: not yet safe, HTML perhaps. '' where there is none. */
export type FeedItem = {
  /** As it stands in the document. */
  readonly raw: string;
  readonly id: string;
  readonly title: string;
  readonly link: string;
  readonly published: string;
  readonly updated: string;
  readonly summary: string;
  readonly categories: readonly FeedCategory[];
};

export type FeedCategory = {readonly domain: string; readonly term: string};

export type FeedDocument = {
  /** Of its outermost element. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly items: readonly FeedItem[];
};

type Field = 'id' | 'title' | 'link' | 'published' | 'updated' | 'summary';
type Draft = Record<Field, string> & {start: number; depth: number; categories: FeedCategory[]};

const ROOTS = new Set(['rss', 'feed', 'rdf:rdf']);
const ITEMS = new Set(['item', 'entry']);
const FIELDS: ReadonlyMap<string, Field> = new Map([
  ['title', 'title'],
  ['guid', 'id'],
  ['id', 'id'],
  ['link', 'link'],
  ['pubdate', 'published'],
  ['published', 'published'],
  ['dc:date', 'published'],
  ['updated', 'updated'],
  ['description', 'summary'],
  ['summary', 'summary'],
]);

const DEEPEST = 64;
const MOST_ITEMS = 2_000;
const MOST_CATEGORIES = 50;
const LONGEST_FIELD = 100_000;

class TooDeep extends Error {}

/**
 * The items of an RSS or Atom document, in its order; undefined for what is neither. Forgives what is not well formed, but
 * an item that does not end is left out. Definitions of entities are not read, so nothing can be made to grow; linear time.
 */
export const readFeed = (xml: string): FeedDocument | undefined => {
  const items: FeedItem[] = [];
  let attributes: Readonly<Record<string, string>> | undefined;
  let isFeed = false;
  let depth = 0;
  let draft: Draft | undefined;
  let field: Field | undefined;
  let term: {readonly domain: string; text: string} | undefined;

  const openIn = (item: Draft, name: string, attribs: Readonly<Record<string, string>>): void => {
    if (depth !== item.depth + 1) return;
    if (name === 'category') {
      term = {domain: attribs['domain'] ?? attribs['scheme'] ?? '', text: attribs['term'] ?? ''};
      return;
    }
    const next = FIELDS.get(name);
    // What was said first holds; a second link is to something else.
    if (next === undefined || item[next] !== '') return;
    field = next;
    if (next === 'link' && (attribs['rel'] ?? 'alternate') === 'alternate') item.link = attribs['href'] ?? '';
  };

  const closeIn = (item: Draft): void => {
    if (depth !== item.depth + 1) return;
    if (term !== undefined && item.categories.length < MOST_CATEGORIES)
      item.categories.push({domain: term.domain, term: term.text.trim()});
    term = undefined;
    field = undefined;
  };

  const parser = new Parser(
    {
      onopentag: (tag, attribs) => {
        const name = tag.toLowerCase();
        depth += 1;
        if (depth > DEEPEST) throw new TooDeep();
        if (attributes === undefined) {
          attributes = attribs;
          isFeed = ROOTS.has(name);
        } else if (draft !== undefined) openIn(draft, name, attribs);
        else if (ITEMS.has(name))
          draft = {
            ...{id: '', title: '', link: '', published: '', updated: '', summary: ''},
            ...{start: parser.startIndex, depth, categories: []},
          };
      },
      ontext: text => {
        if (term !== undefined) {
          if (term.text.length < LONGEST_FIELD) term.text += text;
        } else if (draft !== undefined && field !== undefined && draft[field].length < LONGEST_FIELD)
          draft[field] += text;
      },
      onclosetag: (_, isImplied) => {
        if (draft !== undefined && depth === draft.depth) {
          const {start, depth: _depth, ...said} = draft;
          if (!isImplied && items.length < MOST_ITEMS)
            items.push({raw: xml.slice(start, parser.endIndex + 1), ...said});
          draft = undefined;
          field = undefined;
          term = undefined;
        } else if (draft !== undefined) closeIn(draft);
        depth -= 1;
      },
    },
    {xmlMode: true},
  );
  try {
    parser.end(xml);
  } catch (error) {
    if (error instanceof TooDeep) return undefined;
    throw error;
  }
  return isFeed && attributes !== undefined ? {attributes, items} : undefined;
};
