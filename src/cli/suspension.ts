import type {Suspension} from '../ui/use-suspension.ts';

/**
 * Going to the background and coming back: asked by a key, or by a SIGTSTP from outside. What stops in the end is the
 * whole process group at once, whoever started us (npm, a shell script) too; not before the terminal is handed back, for
 * once npm has stopped the shell takes it, and then whoever still writes to it is stopped halfway.
 */
export const createSuspension = (): Suspension => ({
  onAsked: listener => {
    process.on('SIGTSTP', listener);
    return () => process.off('SIGTSTP', listener);
  },
  ask: () => process.kill(process.pid, 'SIGTSTP'),
  stop: () =>
    new Promise<void>(resolve => {
      process.once('SIGCONT', () => resolve());
      process.kill(0, 'SIGSTOP');
    }),
});
