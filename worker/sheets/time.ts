/** `2026-03-01 10:22:31Z`: a moment as cells hold it. */
export const campaignTime = (ms: number): string =>
  `${new Date(ms).toISOString().slice(0, 19).replace('T', ' ')}Z`;
