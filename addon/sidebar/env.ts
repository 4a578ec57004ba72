/** What every panel is given. */
import type { Boot } from '../api.ts';
import type { Call } from './call.ts';
import type { FileRuns } from './file-run.ts';

export interface Env {
  readonly call: Call;
  readonly boot: Boot;
}

/** For panels of files: the planners that they use, and no others, so that a page carries no more code than it needs. */
export interface FilesEnv<F extends keyof FileRuns> extends Env {
  readonly files: Pick<FileRuns, F>;
}
