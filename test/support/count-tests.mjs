// @ts-check

/**
 * Passed, failed and skipped tests of a finished run. A file that could not be loaded has no tests of its own, so it
 * counts as one failure.
 * @param {readonly import('vitest/node').TestModule[]} modules
 * @returns {{ passed: number, failed: number, skipped: string[] }}
 */
export function countTests(modules) {
  const counts = { passed: 0, failed: 0, skipped: /** @type {string[]} */ ([]) };
  for (const module of modules) {
    let failedHere = 0;
    for (const test of module.children.allTests()) {
      const { state } = test.result();
      if (state === 'passed') counts.passed++;
      else if (state === 'failed') failedHere++;
      else counts.skipped.push(`${module.relativeModuleId}: ${test.fullName}`);
    }
    // A failed hook or import fails the file without failing a test.
    if (failedHere === 0 && module.state() === 'failed') failedHere = 1;
    counts.failed += failedHere;
  }
  return counts;
}
