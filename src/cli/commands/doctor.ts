import type {Check} from '../doctor/check.ts';
import {checkFolders} from '../doctor/check-folders.ts';
import {checkHosts} from '../doctor/check-hosts.ts';
import {checkDays, checkKeys, checkProgram, checkSettings} from '../doctor/check-setup.ts';
import {checkTerminal} from '../doctor/check-terminal.ts';
import {FAILED, OK} from '../exit-code.ts';
import {formatTable} from '../table.ts';

export type DoctorOptions = {
  readonly format: 'table' | 'json';
  readonly offline?: boolean;
  /** Another host for the feed, tried in place of the providers' own. */
  readonly host?: string;
};

const SIGNS: Readonly<Record<Check['state'], string>> = {good: '●', bad: '✖', note: '·'};

const asText = (checks: readonly Check[]): string => {
  const rows = checks.flatMap(({group, name, state, says, remedy}) => [
    [SIGNS[state], group, name, says],
    ...(remedy === undefined ? [] : [['', '', '', `→ ${remedy}`]]),
  ]);
  const bad = checks.filter(({state}) => state === 'bad').length;
  return `${formatTable(rows)}\n${bad === 0 ? 'all well' : `${bad} not well: ✖ says what, → what to do`}\n`;
};

/** `doctor`: what is configured, what can be reached, what the terminal can do. 1 when anything is not well. */
export const runDoctor = async ({format, offline = false, host}: DoctorOptions): Promise<number> => {
  const {env} = process;
  const {checks: ofSettings, settings} = checkSettings(env);
  const {checks: ofKeys, keyed} = await checkKeys(env, settings?.values.feed);
  const feed = settings?.values.feed;
  // EDGAR asks for no keys, but for a contact.
  const reads = (settings?.values.contact ?? '') === '' ? [] : ['edgar'];
  const inUse = new Set([...keyed, ...reads, ...(feed === undefined || feed === 'none' ? [] : [feed])]);
  const checks = [
    ...checkProgram(),
    ...ofSettings,
    ...checkFolders(env),
    ...ofKeys,
    ...(await checkDays(env)),
    ...checkTerminal(env, process.stdout, settings?.values.alertNotify ?? 'none'),
    ...(offline ? [] : await checkHosts(inUse, host, settings?.values.relay ?? '')),
  ];
  const well = checks.every(({state}) => state !== 'bad');
  process.stdout.write(format === 'json' ? `${JSON.stringify({well, checks}, null, 2)}\n` : asText(checks));
  return well ? OK : FAILED;
};
