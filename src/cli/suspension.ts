import type {Suspension} from '../ui/use-suspension.ts';

/**
 * Going to the background and coming back. `ask` (a key) stops the whole process group, so that whoever started us
 * (npm, a shell script) stops too; a SIGTSTP from outside asks for the same.
 */
export const createSuspension = (): Suspension => ({
  onAsked: listener => {
    process.on('SIGTSTP', listener);
    return () => process.off('SIGTSTP', listener);
  },
  ask: () => process.kill(0, 'SIGTSTP'),
  stop: () =>
    new Promise<void>(resolve => {
      process.once('SIGCONT', () => resolve());
      process.kill(process.pid, 'SIGSTOP');
    }),
});
