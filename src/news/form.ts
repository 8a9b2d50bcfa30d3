import {firstPhrase, phrasesOf} from './find-phrases.ts';
import type {TextSpan} from './words.ts';

/** What kind of piece it is, whatever it tells of. */
export type FormKind =
  | 'news'
  | 'exclusive'
  | 'update'
  | 'correction'
  | 'withdrawal'
  | 'opinion'
  | 'listicle'
  | 'roundup'
  | 'promotion';

export type Form = TextSpan & {readonly kind: FormKind; readonly why: string};

/** Outlets that comment rather than report. */
const COMMENTS =
  /^(?:motley fool|the motley fool|insider monkey|zacks|simply wall st|24\/7 wall st|gurufocus|seeking alpha|tipranks|marketbeat|thestreet|investorplace|stocktwits)/i;

const PHRASES = phrasesOf<FormKind>([
  [
    'withdrawal',
    '(?:story|headline|report|item|alert|article)(?:\\S* \\S+)? (?:withdrawn|retracted|killed)|withdrawn|withdraws? (?:story|headline|report|article|earlier)|retracts?(?: \\S+){0,3} (?:story|report|article)|retraction|(?:please )?disregard (?:earlier|previous)|kills? (?:story|headline)',
  ],
  [
    'correction',
    'corrections?(?=\\s?[:(–—-])|corrected(?=\\s?[:(–—-])|corrects?(?=\\s?[:(–—-])|corrects? (?:earlier|story|headline|to|amount|figure|name|\\S+ to)|clarifies (?:earlier|story|headline)|refile|\\(corrects? [^)]{0,60}\\)',
  ],
  ['exclusive', 'exclusive(?=\\s?[:–—-])|scoop(?=\\s?[:–—-])'],
  ['update', 'updates?(?: \\d+)?(?=\\s?[:–—-])'],
  [
    'opinion',
    "opinion(?=\\s?[:–—-])|commentary|op ed|analysis(?=\\s?[:–—-])|breakingviews|column(?=\\s?[:–—-])|heard on the street|why (?:i(?:'m|’m)?|\\w+ (?:should|could|must|may|will))|i(?:'m|’m) (?:not )?(?:buying|selling)|(?:should|would|could) (?:you|investors)|is (?:it|now) (?:too late|a good time|the time)|time to (?:buy|sell)|buy,? sell,? or hold|better buy|smarter buy|a buy(?: now| ahead|\\?)|manhattan project|prediction|here(?:'s|’s) (?:why|what|how)|what (?:it means|to know|you should know|investors should)|(?:jim )?cramer|bull case|bear case|stock forecast|price prediction|stocks? to (?:buy|watch|own|avoid|hold)|is there more upside|what(?:'s|’s) (?:changed|ahead)|too (?:expensive|cheap)|could soar|unstoppable|no brainer|underscores? how|lessons?|takeaways|the case for|the case against|what .{0,40} means for",
  ],
  [
    'roundup',
    '(?:overnight |morning |week |daily )?recap(?=\\s?[:–—-])|stock market (?:today|news)|markets? wrap|dow jones futures|stock indexes|sector update|most active|stocks? (?:are )?moving|biggest movers|morning (?:brief|bid|wrap)|company news for|live (?:coverage|updates|blog)|review & preview|(?:wall street|stocks?) (?:ends?|closes?|opens?)|premarket movers|the week ahead|(?:these|\\d+) things to know|week in review|futures (?:rise|fall|slip|steady|mixed)|ai weekly',
  ],
  [
    'listicle',
    "(?<![$€£.,\\d])\\d+ (?:[^\\s;]+ ){0,5}?(?:stocks?|etfs|reasons|picks|names|companies|gifts|deals)(?: that| to| you| i| for| are)?|top \\d+|\\d+ (?:\\S+ ){0,3}?that|best (?:\\S+ ){0,4}?(?:stocks?|etfs?|deals)|everything you need to know|a comprehensive list|if you(?:'d|’d) invested|got \\$",
  ],
  [
    'promotion',
    'market analysis report|market (?:size|report|outlook) 20\\d\\d|trends in .{0,60} market|featuring profiles of',
  ],
]);

/** The form by its words, else by who sends it. The span of a form told by its source is empty. */
export const formOf = (text: string, source: string): Form => {
  const found = firstPhrase(text, PHRASES);
  if (found !== undefined) return {from: found.from, to: found.to, kind: found.says, why: found.why};
  const comments = COMMENTS.exec(source);
  if (comments !== null)
    return {from: 0, to: 0, kind: /\?\s*$/.test(text) ? 'opinion' : 'news', why: `source: ${comments[0]}`};
  return {from: 0, to: 0, kind: 'news', why: 'no word says otherwise'};
};
