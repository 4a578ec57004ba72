/** What every panel is given. */
import type { Boot } from '../api.ts';
import type { Call } from './call.ts';
import type { FileRuns } from './file-run.ts';

export interface Env {
  readonly call: Call;
  readonly files: FileRuns;
  readonly boot: Boot;
}
