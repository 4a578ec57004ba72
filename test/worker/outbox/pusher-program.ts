import { runPusher } from '../../support/pusher.ts';

await runPusher(process.argv.slice(2));
