export function buildWorker(options: { out: string; program?: boolean }): Promise<void>;
/** Writes `sandbox` with the page of the Sandbox 3PL into `out`. */
export function buildSandboxPage(out: string): Promise<void>;
export function buildServer(out: string): Promise<void>;
