import type {Reporter, TestModule} from 'vitest/node';

/** Ends a run with what was left out and why, and one plain line that any machine can read: how many tests passed, failed and were skipped. */
export default class CountReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const count = {passed: 0, failed: 0, skipped: 0, pending: 0};
    const reasons = new Map<string, number>();
    for (const module of modules) {
      for (const test of module.children.allTests()) {
        const result = test.result();
        count[result.state] += 1;
        const why = result.state === 'skipped' ? result.note : undefined;
        if (why !== undefined) reasons.set(why, (reasons.get(why) ?? 0) + 1);
      }
      if (module.state() === 'failed' && [...module.children.allTests()].length === 0) count.failed += 1;
    }
    for (const [why, left] of reasons) process.stdout.write(`\nleft out ${left}: ${why}`);
    process.stdout.write(
      `\n${count.passed} passed, ${count.failed} failed, ${count.skipped + count.pending} skipped\n`,
    );
  }
}
