/** The value of a JSON text that somebody may have damaged; undefined when it is no JSON. */
export function jsonOf(said: string): unknown {
  try {
    return JSON.parse(said);
  } catch {
    return undefined;
  }
}
