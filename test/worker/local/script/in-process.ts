import { createWorkbook } from '../../../../worker/local/core/workbook.ts';
import { createInProcessBackend } from '../../../../worker/local/script/in-process.ts';
import { createServices } from '../../../../worker/local/script/services/index.ts';

type Options = Omit<Parameters<typeof createInProcessBackend>[0], 'workbook'>;

/** Services over a new workbook in this thread; run takes the body of a function that sees them as globals. */
export function inProcess(options: Options = {}, timeZone = 'Europe/Berlin') {
  const workbook = createWorkbook({ id: 'wb', title: 'Campaign', timeZone });
  const { backend, counters } = createInProcessBackend({ workbook, ...options });
  const services = createServices(backend);
  const run = (body: string): unknown =>
    new Function(
      ...Object.keys(services),
      `const spreadsheet = SpreadsheetApp.getActive(); const sheet = spreadsheet.getActiveSheet();\n${body}`,
    )(...Object.values(services));
  return { run, workbook, counters };
}
