/** What a spreadsheet would take for a formula; some take the full-width forms too. */
const FORMULA = /^\s*[=+\-@＝＋－＠]/;

const NUMBER = /^-?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/;

/** A cell as text whatever opens it: one that looks like a formula begins with an apostrophe, which spreadsheets hide. Numbers stay. */
const cellOf = (text: string): string => {
  const safe = FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

/** Rows by RFC 4180: lines end in CRLF, a cell with a comma, a quote or a line break stands in quotes. */
export const formatCsv = (rows: readonly (readonly string[])[]): string =>
  rows.map(row => `${row.map(cellOf).join(',')}\r\n`).join('');
