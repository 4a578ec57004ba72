/** A browser for the tests that look at real pages. */

import { type Browser, chromium } from 'playwright-core';
import { findBrowser } from './find-browser.mjs';

const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Starts Chromium without a window: the one of CHROMIUM, or the first that is installed. Close it afterwards. */
export async function launchBrowser(): Promise<Browser> {
  const executablePath = findBrowser();
  if (executablePath === null) {
    throw new Error(
      'These tests need Chromium, Chrome or Edge and found none. Install one, or name it: CHROMIUM=/path/to/chromium',
    );
  }
  return chromium.launch({ executablePath, args: ARGUMENTS });
}
