/** A small typed channel: parts of the page tell each other what happened without knowing each other. */
export interface Channel<T> {
  on(listener: (value: T) => void): () => void;
  send(value: T): void;
}

export function channel<T>(): Channel<T> {
  const listeners = new Set<(value: T) => void>();
  return {
    on(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    send(value) {
      for (const listener of listeners) listener(value);
    },
  };
}
