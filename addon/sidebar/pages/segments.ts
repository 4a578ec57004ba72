/** Segments: a page of its own, for it reads and writes filters. */
import { segmentsPanel } from '../panels/segments.ts';
import { start } from '../start.ts';

start({ segments: segmentsPanel });
