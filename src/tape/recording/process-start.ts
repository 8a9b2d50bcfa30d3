import {execFileSync} from 'node:child_process';
import {readFileSync} from 'node:fs';

/** Where the start time is among the words behind the name in /proc/PID/stat (proc_pid_stat(5), field 22). */
const START_WORD = 19;

/**
 * When a process began, in digits of whatever its system counts in: with the pid it names one process, though pids come
 * again. Undefined when there is no such process or its system does not tell.
 */
export const processStart = (pid: number): string | undefined => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[START_WORD];
  } catch {
    if (process.platform === 'linux' || process.platform === 'win32') return undefined;
  }
  try {
    const told = execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], {
      encoding: 'utf8',
      env: {LC_ALL: 'C', TZ: 'UTC'},
    });
    const millis = Date.parse(told.trim());
    return Number.isNaN(millis) ? undefined : String(millis);
  } catch {
    return undefined;
  }
};

/** Whether a process of that pid lives and, where its system tells, began then. */
export const isRunning = (pid: number, start: string): boolean => {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false;
  }
  const now = processStart(pid);
  return now === undefined || now === start;
};
