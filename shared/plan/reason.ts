/** One sentence and one next step. */
export interface Reason {
  readonly sentence: string;
  readonly next: string;
}

export const reason = (sentence: string, next: string): Reason => ({ sentence, next });
