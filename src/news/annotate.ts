import {attributionOf} from './attribution.ts';
import {clausesOf} from './clauses.ts';
import {datesIn} from './dates.ts';
import {dealActOf} from './deal-act.ts';
import {dealTermsIn} from './deal-terms.ts';
import {companiesOf} from './entities/companies.ts';
import type {CompanyNote, EntityNote} from './entities/entity-note.ts';
import {findMentions} from './entities/find-mentions.ts';
import {withRoles} from './entities/roles.ts';
import {unlistedNames} from './entities/unlisted-names.ts';
import {eventOf} from './event-kind.ts';
import {type Form, formOf} from './form.ts';
import {importanceOf} from './importance.ts';
import {marksOf} from './marks.ts';
import {moneyIn} from './money.ts';
import {type Annotated, NOTES_VERSION, type Notes} from './notes.ts';
import {percentsIn} from './percents.ts';
import {stagesIn} from './stage-words.ts';
import {type Facts, priorsFor} from './stance/priors.ts';
import {stanceOf} from './stance/stance.ts';
import {type Word, wordsOf} from './words.ts';

/** What stands further on in a headline is not read: no headline is this long. */
const MOST_TEXT = 1_000;
/** The stance of so many companies is told; a headline that names more is of none. */
const MOST_STANCES = 12;

const entitiesIn = (
  text: string,
  words: readonly Word[],
  symbols: ReadonlySet<string>,
  form: Form,
): readonly EntityNote[] => {
  const listed = findMentions(text, words, symbols);
  const isReport = form.kind !== 'opinion' && form.kind !== 'listicle' && form.kind !== 'roundup';
  const mentions = [...listed, ...(isReport ? unlistedNames(text, words, listed) : [])].sort((a, b) => a.from - b.from);
  return withRoles(words, clausesOf(words), mentions);
};

const withStances = (companies: readonly CompanyNote[], words: readonly Word[], facts: Facts): readonly CompanyNote[] =>
  companies.map((company, index) => {
    if (company.mentions.length === 0 || index >= MOST_STANCES) return company;
    const others = companies.filter(other => other !== company).flatMap(other => other.mentions);
    return {...company, stance: stanceOf(words, company.mentions, others, priorsFor(company, facts))};
  });

/** The notes of a headline: pure, total, linear in its length. The same headline always gets the same notes. */
export const annotate = ({headline, source, symbols, at}: Annotated): Notes => {
  const text = headline.slice(0, MOST_TEXT);
  const words = wordsOf(text);
  const form = formOf(text, source);
  const entities = entitiesIn(text, words, new Set(symbols), form);
  const named = companiesOf(entities, symbols, form);
  const deal = dealActOf(text, entities);
  const money = moneyIn(text, entities, deal);
  const percents = percentsIn(text, entities);
  const dates = datesIn(text, at);
  const stages = stagesIn(text);
  const parties = named.filter(company => company.mentions.length > 0 && company.role !== 'background').length;
  const subjects = named.filter(company => company.role === 'subject').map(company => company.id);
  const event = eventOf(text, form, deal, stages, parties, subjects);
  const talked =
    event.kind === 'deal' &&
    stages.some(({stage}) => stage === 'talks' || stage === 'rumour' || stage === 'term_sheet');
  const attribution = attributionOf(text, source, entities, form, talked);
  const companies = withStances(named, words, {text, form, event, attribution, stages, percents});
  return {
    version: NOTES_VERSION,
    entities,
    companies,
    money,
    percents,
    dates,
    stages,
    terms: event.kind === 'deal' ? dealTermsIn(text) : [],
    attribution,
    event,
    form,
    importance: importanceOf(event, money, attribution, form),
    marks: marksOf({entities, money, percents, dates, stages, event, attribution}),
  };
};
