import { fileRuns } from './file-runs.ts';
import { start } from './start.ts';

start(fileRuns);
