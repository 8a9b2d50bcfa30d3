import type {Headline} from '../../core/events.ts';
import {instant} from '../../core/instant.ts';
import {rowOf} from '../columns/column-reader.ts';
import {contentText, nameText, proseText, tickerText, urlText} from '../columns/column-text.ts';
import {type KindColumns, rows, textOf} from './kind-columns.ts';

export const headlineColumns: KindColumns<Headline> = {
  write: (headlines, columns) => {
    const at = Float64Array.from(headlines, headline => headline.at);
    columns.numbers(headlines, headline => headline.updatedAt, {beside: at});
    columns.strings(headlines, headline => headline.id, nameText);
    columns.strings(headlines, headline => headline.headline, proseText);
    columns.strings(headlines, headline => headline.summary, proseText);
    columns.strings(headlines, headline => headline.content, contentText);
    columns.strings(headlines, headline => headline.author, nameText);
    columns.strings(headlines, headline => headline.source, nameText);
    columns.strings(headlines, headline => headline.url, urlText);
    columns.lists(headlines, headline => headline.symbols, tickerText);
  },
  read: ({count, at, receivedAt}, columns) => {
    const updatedAt = columns.numbers(count, {beside: at});
    const id = columns.strings(count, nameText).values;
    const headline = columns.strings(count, proseText).values;
    const summary = columns.strings(count, proseText).values;
    const content = columns.strings(count, contentText).values;
    const author = columns.strings(count, nameText).values;
    const source = columns.strings(count, nameText).values;
    const url = columns.strings(count, urlText).values;
    const symbols = columns.lists(count, tickerText).values;
    return rows(count, row => ({
      kind: 'headline',
      at: instant(rowOf(at, row)),
      receivedAt: instant(rowOf(receivedAt, row)),
      id: textOf(id, row),
      updatedAt: instant(rowOf(updatedAt, row)),
      headline: textOf(headline, row),
      summary: textOf(summary, row),
      content: textOf(content, row),
      author: textOf(author, row),
      source: textOf(source, row),
      url: textOf(url, row),
      symbols: textOf(symbols, row),
    }));
  },
};
