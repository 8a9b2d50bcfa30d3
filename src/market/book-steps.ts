import type {Deal, DealBook, DealEvent} from '../news/deals/deal.ts';
import type {DealTelling} from '../news/deals/deal-telling.ts';
import type {BookStep} from '../news/deals/extend-book.ts';
import {withTelling} from '../news/deals/wire-deals.ts';
import type {WireItem} from './snapshot.ts';

/** One event of the day's file. */
export type FileReport = {readonly deal: Deal; readonly event: DealEvent};

/** The order of the fold: by time, then by id, so that it never depends on arrival. */
export const compareSteps = (a: BookStep, b: BookStep): number =>
  a.at - b.at || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

const reportsMade = new WeakMap<DealBook, readonly FileReport[]>();

/** Every event of the file, by when it becomes known. */
export const fileReports = (deals: DealBook): readonly FileReport[] => {
  const made = reportsMade.get(deals);
  if (made !== undefined) return made;
  const reports = deals
    .flatMap(deal => deal.events.map(event => ({deal, event})))
    .sort((a, b) => a.event.knownAt - b.event.knownAt);
  reportsMade.set(deals, reports);
  return reports;
};

const wireStepsMade = new WeakMap<DealTelling, BookStep>();

/** What a headline tells of a deal, the same object as long as it says the same: of a long wire few are new. */
export const wireStep = ({headline, deal: telling}: WireItem): BookStep | undefined => {
  if (telling === undefined) return undefined;
  const made = wireStepsMade.get(telling);
  if (made?.told.by === 'wire' && made.told.headline === headline) return made;
  const step: BookStep = {at: headline.at, id: headline.id, told: {by: 'wire', headline, telling}};
  wireStepsMade.set(telling, step);
  return step;
};

type FileStep = {readonly by: BookStep | undefined; readonly step: BookStep};
const fileStepsMade = new WeakMap<Deal, Map<string, FileStep>>();

/** What an event of the file tells, with what its headline adds; the same object as long as both say the same. */
const fileStep = ({deal, event}: FileReport, item: WireItem | undefined): BookStep => {
  const by = item === undefined ? undefined : wireStep(item);
  const ofDeal = fileStepsMade.get(deal) ?? new Map<string, FileStep>();
  fileStepsMade.set(deal, ofDeal);
  const made = ofDeal.get(event.id);
  if (made !== undefined && made.by === by) return made.step;
  const full = by?.told.by === 'wire' ? withTelling(event, deal, by.told) : event;
  const step: BookStep = {at: event.knownAt, id: event.id, told: {by: 'file', deal, event: full}};
  ofDeal.set(event.id, {by, step});
  return step;
};

/** All that is told by file and wire, in order. A headline that an event of the file names adds its facts to that event. */
export const allSteps = (reports: readonly FileReport[], wire: readonly WireItem[]): BookStep[] => {
  const named = new Set(reports.flatMap(({event}) => event.headlineId ?? []));
  const items = new Map<string, WireItem>();
  const steps: BookStep[] = [];
  for (const item of wire) {
    if (named.has(item.headline.id)) {
      items.set(item.headline.id, item);
      continue;
    }
    const step = wireStep(item);
    if (step !== undefined) steps.push(step);
  }
  for (const report of reports) {
    const id = report.event.headlineId;
    steps.push(fileStep(report, id === undefined ? undefined : items.get(id)));
  }
  return steps.sort(compareSteps);
};
