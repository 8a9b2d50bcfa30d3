import {instant, seconds} from '../../src/core/instant.ts';
import {ticker} from '../../src/core/ticker.ts';
import {applyChange} from '../../src/market/apply-change.ts';
import {applyEvent} from '../../src/market/apply-event.ts';
import {collectChange} from '../../src/market/collect-change.ts';
import {dealBookOf} from '../../src/market/deal-book.ts';
import {createMarket} from '../../src/market/market.ts';
import type {Snapshot} from '../../src/market/snapshot.ts';
import {dayFile} from '../market/market-fixtures.ts';
import {aHeadline, FRIDAY} from '../news/annotate-fixtures.ts';
import told from '../news/deals/cases/told.json' with {type: 'json'};
import fresh from '../news/deals/cases/told-fresh.json' with {type: 'json'};

export type DealsRow = {
  readonly headlines: number;
  /** Reading and folding into stories, and what a telling is read from it: a headline's mean in milliseconds. */
  readonly foldMillis: number;
  /** Making the book of deals anew after every publish: a headline's mean in milliseconds. */
  readonly bookMillis: number;
  readonly deals: number;
};

const SYMBOLS = ['AMZN', 'NVDA', 'MSFT', 'GOOGL'].map(ticker);
const millis = (): number => Number(process.hrtime.bigint()) / 1e6;

/** A day of `count` headlines, published `perPublish` at a time; no two have the same words. */
export const measureDeals = (count: number, perPublish: number): DealsRow => {
  const rows = [...told, ...fresh];
  const file = dayFile();
  const market = createMarket({file: {...file, day: {...file.day, symbols: SYMBOLS}}});
  let snapshot: Snapshot | undefined;
  let fold = 0;
  let book = 0;
  for (let index = 0; index < count; index++) {
    const [, source = '', text = ''] = rows[index % rows.length] ?? [];
    const at = instant(FRIDAY + index * seconds(1));
    const headline = aHeadline(`${text} (${index})`, {id: `h${index}`, source, at, updatedAt: at, receivedAt: at});
    const started = millis();
    applyEvent(market, headline);
    fold += millis() - started;
    if (index % perPublish !== perPublish - 1) continue;
    snapshot = applyChange(snapshot, collectChange(market, {now: at, mode: 'replay', state: 'running', speed: 1}));
    const folded = millis();
    dealBookOf(snapshot);
    book += millis() - folded;
  }
  return {
    headlines: count,
    foldMillis: fold / count,
    bookMillis: book / count,
    deals: snapshot === undefined ? 0 : dealBookOf(snapshot).length,
  };
};
