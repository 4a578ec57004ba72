/** The script cache of one workbook: text that is forgotten after some seconds. */
export interface ScriptCache {
  get(scope: string, key: string): string | null;
  put(scope: string, key: string, value: string, seconds: number): void;
  remove(scope: string, key: string): void;
}

/** now is in milliseconds. */
export function createScriptCache(now: () => number): ScriptCache {
  const entries = new Map<string, { value: string; until: number }>();
  // A scope holds no newline, so two scopes never share a name.
  const name = (scope: string, key: string): string => `${scope}\n${key}`;
  return {
    get(scope, key) {
      const found = entries.get(name(scope, key));
      if (found === undefined) return null;
      if (found.until > now()) return found.value;
      entries.delete(name(scope, key));
      return null;
    },
    put(scope, key, value, seconds) {
      entries.set(name(scope, key), { value, until: now() + seconds * 1000 });
    },
    remove(scope, key) {
      entries.delete(name(scope, key));
    },
  };
}
