import { statSync } from 'node:fs';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * The order of the files, the same in every run: whole programs in a browser first, for they take longest and would
 * otherwise be waited for at the end; then the other ones by size, and the quick ones of pure code last. Files of one
 * project stand together, because another project ends the processes that the next file could go on with.
 */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const ranks = new Map(files.map((file) => [file, rankOf(file)]));
    const rank = (file: TestSpecification): Rank => ranks.get(file) ?? [0, 0];
    return [...files].sort((a, b) => {
      const [group, size] = rank(a);
      const [otherGroup, otherSize] = rank(b);
      return group - otherGroup || otherSize - size || (a.moduleId < b.moduleId ? -1 : 1);
    });
  }
}

/** Group, and bytes of the file: more tests take more time. */
type Rank = readonly [group: number, size: number];
function rankOf({ moduleId, project }: TestSpecification): Rank {
  const group = project.name === 'pure' ? 2 : moduleId.includes('/test/e2e/') ? 0 : 1;
  return [group, statSync(moduleId).size];
}
