import {safeText} from '../safe-text.ts';
import type {Body, BodyBlock} from './body.ts';

const LONGEST_BLOCK = 20_000;
/** Lists deeper than this are set no further in, and what counts them stops growing. */
const DEEPEST_LIST = 6;
/** Links further on stay as text: a body with more is a page of links. */
const MOST_LINKS = 99;

type Run = 'paragraph' | 'heading' | 'quote';
type List = {readonly ordered: boolean; count: number};

/** Collects a body piece by piece. Calls need not be balanced; each costs no more than the text it is given. */
export type BodyWriter = {
  readonly text: (text: string) => void;
  /** Ends the paragraph that is being written. */
  readonly breakOff: () => void;
  /** What paragraphs are from here on. */
  readonly turn: (run: Run) => void;
  readonly openList: (ordered: boolean) => void;
  readonly closeList: () => void;
  readonly openItem: () => void;
  readonly closeItem: () => void;
  readonly openTable: () => void;
  readonly closeTable: () => void;
  readonly openRow: () => void;
  readonly openCell: () => void;
  readonly closeCell: () => void;
  /** A footnote for a safe address, the same number for the same address. */
  readonly note: (url: string) => void;
  readonly finish: () => Body;
};

export const createBodyWriter = (): BodyWriter => {
  const blocks: BodyBlock[] = [];
  const links = new Map<string, number>();
  const lists: List[] = [];
  let buffer = '';
  /** Whether the buffer says anything, and its last character: to look inside each time would copy it. */
  let hasText = false;
  let last = '';
  let run: Run = 'paragraph';
  let tooDeep = 0;
  /** The mark of the item that is open; its first piece takes it. */
  let mark: string | undefined;
  let tables = 0;
  let rows: string[][] = [];
  let cell: string | undefined;

  const breakOff = (): void => {
    const text = safeText(buffer, LONGEST_BLOCK).trim();
    buffer = '';
    hasText = false;
    if (text === '') return;
    if (cell !== undefined) cell = cell === '' ? text : `${cell} ${text}`;
    else if (mark !== undefined) {
      blocks.push({kind: 'item', text, mark, depth: Math.max(0, lists.length - 1)});
      mark = '';
    } else blocks.push({kind: run, text});
  };
  const closeCell = (): void => {
    breakOff();
    if (cell !== undefined) rows.at(-1)?.push(cell);
    cell = undefined;
  };
  const emitTable = (): void => {
    const filled = rows.filter(row => row.some(text => text !== ''));
    rows = [];
    // A table of one column only places text on a page.
    if (filled.every(row => row.length === 1)) for (const [text = ''] of filled) blocks.push({kind: 'paragraph', text});
    else blocks.push({kind: 'table', rows: filled});
  };

  return {
    text: text => {
      buffer += text;
      hasText ||= /\S/.test(text);
      last = text.at(-1) ?? last;
    },
    breakOff,
    turn: next => {
      breakOff();
      run = next;
    },
    openList: ordered => {
      breakOff();
      if (lists.length < DEEPEST_LIST) lists.push({ordered, count: 0});
      else tooDeep++;
    },
    closeList: () => {
      breakOff();
      if (tooDeep > 0) tooDeep--;
      else lists.pop();
      mark = lists.length > 0 && mark !== undefined ? '' : undefined;
    },
    openItem: () => {
      breakOff();
      const list = lists.at(-1);
      if (list !== undefined) list.count++;
      mark = list?.ordered === true ? `${list.count}.` : '•';
    },
    closeItem: () => {
      breakOff();
      mark = undefined;
    },
    openTable: () => {
      closeCell();
      tables++;
    },
    closeTable: () => {
      closeCell();
      tables = Math.max(0, tables - 1);
      if (tables === 0 && rows.length > 0) emitTable();
    },
    openRow: () => {
      closeCell();
      if (tables > 0) rows.push([]);
    },
    openCell: () => {
      closeCell();
      if (tables === 0) return;
      if (rows.length === 0) rows.push([]);
      cell = '';
    },
    closeCell,
    note: url => {
      if (!hasText || (links.size >= MOST_LINKS && !links.has(url))) return;
      const number = links.get(url) ?? links.size + 1;
      links.set(url, number);
      buffer += /\s/.test(last) ? `[${number}] ` : ` [${number}]`;
    },
    finish: () => {
      closeCell();
      if (rows.length > 0) emitTable();
      return {blocks, links: [...links.keys()]};
    },
  };
};
