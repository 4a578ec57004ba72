/** Stands for the questions of Import Orders in the server's bundle: a page asks them, and the answers come as options. */
export const ask = (): void => {};
