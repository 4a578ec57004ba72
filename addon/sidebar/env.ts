/** What every panel is given. */
import type { Boot } from '../api.ts';
import type { Call } from './call.ts';

export interface Env {
  readonly call: Call;
  readonly boot: Boot;
}
