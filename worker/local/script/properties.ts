/** The properties of one workbook: small text by key, kept between executions. */
export interface PropertyStore {
  /** Scope names are `document`, `script` and `user:<e-mail address>`. */
  entries(scope: string): ReadonlyMap<string, string>;
  set(scope: string, key: string, value: string): void;
  delete(scope: string, key: string): void;
}

/** What is written to disk: scope, then key, then value. */
export type PropertySnapshot = Readonly<Record<string, Readonly<Record<string, string>>>>;

/**
 * Properties in memory. changed is called after each change, so that whoever keeps the workbook on disk can
 * write `snapshot()` and give it back at the next start.
 */
export function createPropertyStore(
  start: PropertySnapshot = {},
  changed: () => void = () => {},
): PropertyStore & { snapshot(): PropertySnapshot } {
  const scopes = new Map(Object.entries(start).map(([scope, all]) => [scope, new Map(Object.entries(all))]));
  const of = (scope: string): Map<string, string> => {
    const found = scopes.get(scope) ?? new Map<string, string>();
    scopes.set(scope, found);
    return found;
  };
  return {
    entries: (scope) => of(scope),
    set(scope, key, value) {
      of(scope).set(key, value);
      changed();
    },
    delete(scope, key) {
      if (of(scope).delete(key)) changed();
    },
    snapshot: () =>
      Object.fromEntries(
        [...scopes].filter(([, all]) => all.size > 0).map(([s, all]) => [s, Object.fromEntries(all)]),
      ),
  };
}
