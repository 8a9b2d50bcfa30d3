import {formatInstant} from '../../core/instant.ts';
import {type Score, scoreCalls} from '../../market/blind/score-calls.ts';
import {readDrills} from '../../tape/drills-file.ts';
import type {DrillSession} from '../../tape/drills-json.ts';
import {shareWords} from '../../view/blind/score-lines.ts';
import {formatDecimal} from '../../view/format.ts';
import {drillsPath} from '../drills-path.ts';
import {errorLine, OK} from '../exit-code.ts';
import {formatTable} from '../table.ts';

const HEAD = ['left', 'day', 'made', 'direction', 'and size', 'always none', 'sizes off', 'Brier', 'not scored'];

const cells = (score: Score): readonly string[] => [
  shareWords(score.hits),
  shareWords(score.exact),
  shareWords(score.rivals[0]?.share ?? score.hits),
  formatDecimal(score.sizeError),
  formatDecimal(score.brier?.own),
  String(score.unscored),
];

const rowOf = (session: DrillSession): readonly string[] => [
  formatInstant(session.leftAt).slice(0, 16).replace('T', ' '),
  session.day,
  session.provenance,
  ...cells(scoreCalls(session.answers)),
];

const recordOf = ({leftAt, answers, ...session}: DrillSession) => ({
  leftAt: formatInstant(leftAt),
  ...session,
  score: scoreCalls(answers),
  answers: answers.map(({call, outcome}) => ({
    ...call,
    askedAt: formatInstant(call.askedAt),
    outcome: outcome ?? null,
  })),
});

/** `drill --history`: the drills that were kept and the score over all of them, as a table or data. */
export const runDrillHistory = async ({format}: {readonly format: 'table' | 'json'}): Promise<number> => {
  const {items, problem} = readDrills(drillsPath(process.env));
  if (problem !== undefined) process.stderr.write(errorLine(problem));
  const all = scoreCalls(items.flatMap(({answers}) => answers));
  if (format === 'json') {
    process.stdout.write(`${JSON.stringify({sessions: items.map(recordOf), score: all}, null, 2)}\n`);
    return OK;
  }
  if (items.length === 0) {
    process.stderr.write('tapewire: no drills yet: start one with `tapewire drill`\n');
    return OK;
  }
  const total = ['all', `${items.length} drills`, '', ...cells(all)];
  process.stdout.write(formatTable([HEAD, ...items.map(rowOf), total], [6, 7, 8]));
  return OK;
};
