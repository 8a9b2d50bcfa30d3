import {parseArgs} from 'node:util';
import {FAULTS, type Fault} from './faults.ts';
import {runSeed, traceHash} from './run-seed.ts';

const USAGE = `usage: npm run sim -- [--seeds N] [--from S] [--seed S] [--fault NAME] [--faults]
  --seeds N      lives through N worlds (100000)
  --from S       the first of them (1)
  --seed S       lives through one and prints all that happens in it
  --fault NAME   with a mistake planted in the client
  --faults       plants each mistake in turn, and says which world shows it
`;

/** Worlds that may be needed to show a planted mistake. */
const MOST_WORLDS = 1_000;

const print = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

const {values} = parseArgs({
  options: {
    seeds: {type: 'string', default: '100000'},
    from: {type: 'string', default: '1'},
    seed: {type: 'string'},
    fault: {type: 'string'},
    faults: {type: 'boolean', default: false},
    help: {type: 'boolean', default: false},
  },
});

const faultNamed = (name: string): Fault => {
  const fault = FAULTS.find(other => other.name === name);
  if (fault !== undefined) return fault;
  process.stderr.write(`no fault "${name}"; there are:\n${FAULTS.map(other => `  ${other.name}\n`).join('')}`);
  process.exit(2);
};

const fault = values.fault === undefined ? undefined : faultNamed(values.fault);

const printSeed = (seed: number): boolean => {
  const {trace, broken} = runSeed(seed, fault, true);
  for (const line of trace) print(line);
  print(`seed ${seed}: ${broken ?? 'well'}; trace ${traceHash(trace)}`);
  return broken === undefined;
};

const runSeeds = (): boolean => {
  const [first, count] = [Number(values.from), Number(values.seeds)];
  const startedAt = performance.now();
  for (let seed = first; seed < first + count; seed++) {
    if (runSeed(seed, fault, false).broken !== undefined) return printSeed(seed);
  }
  const took = (performance.now() - startedAt) / 1_000;
  print(
    `${count} worlds from seed ${first}: nothing lost, nothing doubled, no storm, all live at the end; ${took.toFixed(1)} s`,
  );
  return true;
};

const tryFaults = (): boolean => {
  let missed = 0;
  for (const planted of FAULTS) {
    let seed = 1;
    let broken: string | undefined;
    for (; broken === undefined && seed <= MOST_WORLDS; seed++) ({broken} = runSeed(seed, planted, false));
    if (broken === undefined) missed += 1;
    print(
      `${planted.name.padEnd(64)} ${broken === undefined ? 'NOT CAUGHT' : `seed ${String(seed - 1).padStart(4)}  ${broken}`}`,
    );
  }
  print(`${FAULTS.length - missed} of ${FAULTS.length} caught`);
  return missed === 0;
};

if (values.help) print(USAGE);
else {
  const well = values.faults ? tryFaults() : values.seed === undefined ? runSeeds() : printSeed(Number(values.seed));
  process.exitCode = well ? 0 : 1;
}
