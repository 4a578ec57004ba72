import { afterAll, vi } from 'vitest';

// Files share a process: what one puts in the place of Google's services is not there for the next.
afterAll(() => void vi.unstubAllGlobals());
