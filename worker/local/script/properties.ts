/** The properties of one workbook: small text by key, kept between executions. */
export interface PropertyStore {
  /** Scope names are `document`, `script` and `user:<e-mail address>`. */
  entries(scope: string): ReadonlyMap<string, string>;
  set(scope: string, key: string, value: string): void;
  delete(scope: string, key: string): void;
}

/** Properties in memory alone, for tests; worker/local/store keeps those of real workbooks. */
export function createPropertyStore(): PropertyStore {
  const scopes = new Map<string, Map<string, string>>();
  const of = (scope: string): Map<string, string> => {
    const found = scopes.get(scope) ?? new Map<string, string>();
    scopes.set(scope, found);
    return found;
  };
  return {
    entries: of,
    set: (scope, key, value) => void of(scope).set(key, value),
    delete: (scope, key) => void of(scope).delete(key),
  };
}
