import type { Backend } from '../backend.ts';
import { exception } from './only.ts';

const SCOPE = 'https://www.googleapis.com/auth/';

/** Refuses what needs authorisation inside onOpen and onEdit, with Google's message. */
export function needs(
  backend: Backend,
  method: string,
  scope: 'script.external_request' | 'script.container.ui' | 'userinfo.email',
): void {
  if (backend.execution().simpleTrigger) {
    throw exception(
      `Specified permissions are not sufficient to call ${method}. Required permissions: ${SCOPE}${scope}`,
    );
  }
}
