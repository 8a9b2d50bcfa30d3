import {EVENTS, type Filter, type FilterTerm, SCALES, STAGES} from './parse-filter.ts';

/** In quotes, unless it reads as the same without. */
const quoted = (text: string): string =>
  /^[a-z0-9$&.'_]+$/.test(text) && text !== 'then' && !EVENTS.some(kind => kind === text) ? text : `"${text}"`;

const unbroken = (text: string): string => (/\s/.test(text) ? `"${text}"` : text);

/** `10B`: the largest unit that says exactly the same. */
const amountOf = (value: number): string => {
  for (const [unit, scale] of Object.entries(SCALES).toReversed()) {
    const text = String(value / scale);
    if (value >= scale && /^\d{1,6}(?:\.\d{1,4})?$/.test(text) && Number(text) * scale === value)
      return `${text}${unit.toUpperCase()}`;
  }
  return String(value);
};

const stageWord = (stage: string): string =>
  STAGES[stage] === stage ? stage : (Object.entries(STAGES).find(([, meant]) => meant === stage)?.[0] ?? stage);

const termText = (term: FilterTerm): string => {
  switch (term.kind) {
    case 'words':
      return quoted(term.text);
    case 'move':
      return 'kind:move';
    case 'event':
      return `${term.alsoWords ? '' : 'kind:'}${term.event.replace('_', '-')}`;
    case 'amount':
      return `amount${term.comparison}${amountOf(term.value)}`;
    case 'score':
      return `${term.score}${term.comparison}${term.value}`;
    case 'name':
    case 'source':
      return `${term.kind}:${unbroken(term.text)}`;
    case 'symbol':
      return `symbol:${unbroken(term.text)}`;
    case 'stage':
      return `stage:${stageWord(term.stage)}`;
  }
};

/** A filter as it is typed: `parseFilter` reads the same out of it. */
export const formatFilter = (filter: Filter): string =>
  filter.map(term => `${term.without ? '-' : ''}${termText(term)}`).join(' ');
