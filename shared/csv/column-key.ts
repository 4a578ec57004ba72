import { headerKey } from './table.ts';

/** A header for comparison: `Tracking #`, `TRACKING_NO.` and `Tracking No` are one. */
export const columnKey = (header: string): string =>
  headerKey(header)
    .replace(/#|№/g, ' no ')
    .replace(/[_\-./:*()[\]?]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
