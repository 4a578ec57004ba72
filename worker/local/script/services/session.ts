import type { Backend } from '../backend.ts';
import { encodeBase64, encodeUtf8 } from './bytes.ts';
import type { Context } from './context.ts';
import { enumeration, exception, only } from './only.ts';
import { needs } from './permission.ts';

export const AUTH_MODES = enumeration('ScriptApp.AuthMode', ['NONE', 'CUSTOM_FUNCTION', 'LIMITED', 'FULL']);

/** Inside a simple trigger nobody tells the script who is editing. */
export function activeUser(backend: Backend): object {
  const { simpleTrigger, user } = backend.execution();
  return only('User', { getEmail: () => (simpleTrigger ? '' : user) });
}

export function session(context: Context): object {
  const { backend } = context;
  return only('Session', {
    getActiveUser: () => activeUser(backend),
    getEffectiveUser: () =>
      only('User', {
        getEmail() {
          needs(backend, 'Session.getEffectiveUser', 'userinfo.email');
          return backend.execution().user;
        },
      }),
    getScriptTimeZone: () => backend.about().timeZone,
    getActiveUserLocale: () => backend.about().locale.slice(0, 2),
    // A key that tells users apart and says nothing about them.
    getTemporaryActiveUserKey: () =>
      encodeBase64(backend.digest('sha256', encodeUtf8(backend.execution().user)), true),
  });
}

export function scriptApp(context: Context): object {
  const notHere = (method: string) => (): never => {
    throw exception(`ScriptApp.${method} needs Google: it is not available in the local workbook`);
  };
  return only('ScriptApp', {
    AuthMode: AUTH_MODES,
    getScriptId: () => `local-${context.backend.about().id}`,
    getOAuthToken: notHere('getOAuthToken'),
    getIdentityToken: notHere('getIdentityToken'),
    newTrigger: notHere('newTrigger'),
    getProjectTriggers: () => [],
  });
}
