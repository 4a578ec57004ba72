export function buildWorker(options: { out: string; program?: boolean }): Promise<void>;
