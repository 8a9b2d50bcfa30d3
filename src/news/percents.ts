import type {EntityNote} from './entities/entity-note.ts';
import {cuesOf, nearestCue} from './nearest-cue.ts';
import type {TextSpan} from './words.ts';

export type PercentUnit = 'percent' | 'basis_points' | 'points';
export type PercentRole = 'price_move' | 'growth' | 'stake' | 'margin' | 'rate' | 'share' | 'other';
/** When a price move was seen, where the text says. */
export type MoveWhen = 'pre_market' | 'after_hours' | 'day' | 'longer';

/** A share or a change. `value` is in the unit as written (4.2 for 4.2%), signed by the words around it. */
export type PercentNote = TextSpan & {
  readonly value: number;
  readonly high?: number;
  readonly unit: PercentUnit;
  readonly role: PercentRole;
  readonly about: string | undefined;
  readonly when?: MoveWhen;
  readonly why: string;
};

const PATTERN =
  /(?<![\p{L}\p{N}.,])(?<sign>[+−-])?(?<low>\d+(?:,\d{3})*(?:\.\d+)?)(?:%?\s?(?:-|–|to)\s?(?<high>\d+(?:\.\d+)?))?\s?-?(?<unit>%(?:[\s-]points?)?|(?:percentage|pct|percent)[\s-]points?|per\s?cent|percent|pct|pc|basis[\s-]points?|bps?|points|pp)(?![\p{L}\p{N}])/giu;

const unitOf = (text: string): PercentUnit => {
  const unit = text.toLowerCase();
  if (unit.startsWith('b')) return 'basis_points';
  return unit.includes('point') || unit === 'pp' ? 'points' : 'percent';
};

const MOVES =
  'falls?|fell|drops?|dropped|slips?|slipped|slides?|slid|sinks?|sank|plunges?|plunged|tumbles?|tumbled|dives?|declines?|dips?|dipped|sheds?|loses?|lost|jumps?|jumped|rises?|rose|gains?|gained|climbs?|climbed|surges?|surged|soars?|soared|rall(?:y|ies|ied)|adds?|added|advances?|pops?|popped|spikes?|up|down|higher|lower|off|edges? (?:up|down|lower|higher)|rockets?|slumps?|slumped|crash(?:es|ed)?|tanks?|ends?|closes?|opens?';
const CUES = cuesOf<PercentRole>([
  [
    'stake',
    'stake(?: of)?|own(?:s|ed|ing)?|holds?|holding|hold|acquires?|buys?',
    'stake|interest|holding|ownership|owned|of (?:its|the) (?:shares|equity)|equity|of openai',
  ],
  ['margin', 'margins?(?: of| at| to)?', '(?:gross |operating |profit )?margins?'],
  [
    'growth',
    '(?:revenues?|sales|profits?|income|earnings|bookings|growth|net|demand|shipments|deliveries|users|guidance|forecast|capex|cloud)(?: \\w+){0,3}',
    '(?:\\w+ )?(?:growth|rise in (?:revenue|sales|profit)|increase in|drop in (?:revenue|sales|profit)|jump in (?:revenue|sales|profit)|fall in profit|revenue|sales|profit)',
  ],
  [
    'rate',
    'rates?|yields?|inflation|cpi|interest|unemployment|fed',
    '(?:tariffs?|tax|yield|inflation|interest|rate|coupon)',
  ],
  [
    'share',
    'market share|share of|accounts? for',
    'of (?:the )?(?:market|revenue|workforce|staff|jobs|sales|its)|market share|chance|odds|probability',
  ],
  [
    'price_move',
    `(?:${MOVES})(?: (?:by|over|about|nearly|almost|more than|as much as|around|some|another|to))*`,
    '(?:after-?hours|pre-?market|premarket|higher|lower|rally|drop|plunge|jump|slide|gain|surge|decline|pre-?bell|upside|ytd|this year|in 20\\d\\d)',
  ],
]);
const DOWN =
  /\b(?:falls?|fell|falling|drop\w*|slip\w*|slid\w*|sink\w*|sank|plunge\w*|tumble\w*|dive\w*|declin\w*|dip\w*|shed\w*|los(?:es?|t|ing)|down|lower|off|slump\w*|crash\w*|tank\w*|cut\w*|shrink\w*|shrank|decrease\w*|reduc\w*)\b/i;
const UP =
  /\b(?:ris\w+|rose|gain\w*|jump\w*|climb\w*|surg\w+|soar\w*|rall\w+|add\w*|advanc\w+|pop\w*|spik\w+|up|higher|grow\w*|grew|increas\w+|rocket\w*|boost\w*|beat\w*)\b/i;
const STOCK = /\b(?:shares?|stocks?|scrip|premarket|pre-market|after-hours)\b/i;
const WHEN: readonly (readonly [MoveWhen, RegExp])[] = [
  ['pre_market', /\b(?:pre-?\s?market|pre-?bell|before the (?:bell|open))\b/i],
  ['after_hours', /\b(?:after-?\s?hours|post-?market|after the (?:bell|close)|extended trading|late trading)\b/i],
  [
    'longer',
    /\b(?:this (?:year|week|month)|ytd|year to date|since|over the (?:past|last)|in 20\d\d|record year|by 20\d\d)\b/i,
  ],
];

/** When the moves that a text tells of were seen. */
export const moveWhen = (text: string): MoveWhen => WHEN.find(([, words]) => words.test(text))?.[0] ?? 'day';

/** +1, −1 or 0: which way the words nearest to a figure point. */
const directionOf = (before: string, after: string): number => {
  const words = before.split(/[,;:]/).at(-1) ?? '';
  const [up, down] = [words.match(new RegExp(UP, 'gi'))?.at(-1), words.match(new RegExp(DOWN, 'gi'))?.at(-1)];
  if (up !== undefined || down !== undefined) {
    return (up === undefined ? -1 : words.lastIndexOf(up)) > (down === undefined ? -1 : words.lastIndexOf(down))
      ? 1
      : -1;
  }
  const next = after.split(/[,;:]/)[0] ?? '';
  return DOWN.test(next) ? -1 : UP.test(next) ? 1 : 0;
};

/** Every percentage with unit, sign, role and company. Linear. */
export const percentsIn = (text: string, entities: readonly EntityNote[]): readonly PercentNote[] => {
  const firms = entities.filter(
    entity => entity.kind === 'company' || entity.kind === 'product' || entity.kind === 'broker',
  );
  const indexPoints = /\b(?:dow|nasdaq|s&p|index|stocks?|sensex|nifty)\b/i.test(text);
  const seenWhen = moveWhen(text);
  return [...text.matchAll(PATTERN)].flatMap(match => {
    const {sign, low = '', high, unit = '%'} = match.groups ?? {};
    const [from, to] = [match.index, match.index + match[0].length];
    if (unit.toLowerCase() === 'points' && sign === undefined && indexPoints) return [];
    const [before, after] = [text.slice(Math.max(0, from - 48), from), text.slice(to, to + 28)];
    const cue = nearestCue(text, {from, to}, CUES);
    const moved = cue === undefined && STOCK.test(before);
    const role: PercentRole =
      moved || (cue?.says === 'growth' && STOCK.test(before) && !/revenue|sales|profit/i.test(before))
        ? 'price_move'
        : (cue?.says ?? 'other');
    const signed =
      role === 'stake' || role === 'margin' || role === 'share'
        ? 1
        : sign === undefined
          ? directionOf(before, after) || 1
          : sign === '+'
            ? 1
            : -1;
    const about = (firms.findLast(entity => entity.to <= from) ?? firms.find(entity => entity.from >= to))?.id;
    const when = role !== 'price_move' ? undefined : /day['’]s (?:\w+ )?$/i.test(before) ? 'day' : seenWhen;
    return [
      {
        from,
        to,
        value: signed * Number(low.replaceAll(',', '')),
        ...(high === undefined ? {} : {high: signed * Number(high)}),
        unit: unitOf(unit),
        role,
        about,
        ...(when === undefined ? {} : {when}),
        why: moved ? 'a stock is spoken of' : (cue?.why ?? 'no word tells what of'),
      },
    ];
  });
};
