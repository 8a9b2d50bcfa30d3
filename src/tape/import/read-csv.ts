import {Fault} from '../../core/fault.ts';
import {safeText} from '../../news/safe-text.ts';
import {readLines} from './read-lines.ts';
import type {Rejections} from './rejection.ts';

/** A record of a CSV file: the fields asked for, in that order, the record's own text, and the line it began on. */
export type CsvRow = {readonly line: number; readonly fields: readonly string[]; readonly text: string};

const LONGEST_LINE = 64 * 1024;
const LONGEST_RECORD = 256 * 1024;

const countQuotes = (text: string): number => {
  let count = 0;
  for (let at = text.indexOf('"'); at >= 0; at = text.indexOf('"', at + 1)) count++;
  return count;
};

/** The fields of one record by RFC 4180: quoted ones may hold commas, line ends and doubled quotes. */
export const splitCsv = (record: string): readonly string[] => {
  if (!record.includes('"')) return record.split(',');
  const fields: string[] = [];
  let field = '';
  let quoted = false;
  for (let at = 0; at < record.length; at++) {
    const letter = record.charAt(at);
    if (letter === '"') {
      if (quoted && record.charAt(at + 1) === '"') {
        field += '"';
        at++;
      } else quoted = !quoted;
    } else if (letter === ',' && !quoted) {
      fields.push(field);
      field = '';
    } else field += letter;
  }
  fields.push(field);
  return fields;
};

/** Lines joined while a quote stands open; what grows too long is rejected and skipped. */
const readRecords = async function* (path: string, rejections: Rejections) {
  let record: {line: number; text: string; quotes: number} | undefined;
  for await (const {line, text} of readLines(path, LONGEST_LINE)) {
    if (text === undefined) {
      rejections.bad(path, line, `longer than ${LONGEST_LINE} bytes`);
      record = undefined;
      continue;
    }
    const quotes = countQuotes(text);
    record =
      record === undefined
        ? {line, text, quotes}
        : {line: record.line, text: `${record.text}\n${text}`, quotes: record.quotes + quotes};
    if (record.text.length > LONGEST_RECORD) {
      rejections.bad(path, record.line, 'a quote is never closed');
      record = undefined;
    } else if (record.quotes % 2 === 0) {
      if (record.text !== '') yield record;
      record = undefined;
    }
  }
  if (record !== undefined) rejections.bad(path, record.line, 'a quote is never closed');
};

/**
 * The `columns` of a CSV file, found by its header line in any order; further ones are ignored. A short row is rejected.
 * Fault `usage` when the header lacks a column.
 */
export const readCsv = async function* (
  path: string,
  columns: readonly string[],
  rejections: Rejections,
): AsyncGenerator<CsvRow> {
  let places: readonly number[] | undefined;
  for await (const {line, text} of readRecords(path, rejections)) {
    const cells = splitCsv(text);
    if (places === undefined) {
      const header = cells.map(cell => cell.trim().toLowerCase());
      places = columns.map(column => header.indexOf(column));
      const missing = columns.filter(column => !header.includes(column));
      if (missing.length > 0) {
        throw new Fault('usage', `${safeText(path, 500)}:${line}: the header lacks ${missing.join(', ')}`, {
          remedy: `begin the file with ${columns.join(',')}`,
        });
      }
      continue;
    }
    const fields = places.map(place => cells[place]?.trim());
    if (fields.every(field => field !== undefined)) yield {line, fields, text};
    else rejections.bad(path, line, `${cells.length} fields are too few`);
  }
};
