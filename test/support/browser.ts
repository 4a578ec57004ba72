/** A browser for the tests that look at real pages. */

import { type Browser, chromium } from 'playwright-core';
import { findBrowser } from './find-browser.mjs';

/**
 * What Playwright switches off itself (1.65): only the last `--disable-features` of a command line counts. Then what each
 * new context would start without need: two pages for the suggestions of an address bar that nobody sees, and a spare
 * process. They took half of the time of a page.
 */
const OFF = [
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsUpgrades',
  'HttpsFirstBalancedModeAutoEnable',
  'LensOverlay',
  'MediaRouter',
  'PaintHolding',
  'ThirdPartyStoragePartitioning',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'TcpPortRandomizationWin',
  'OptimizationHints',
  'NetworkTimeServiceQuerying',
  'AimEnabled',
  'PreconnectToSearch',
  'msForceBrowserSignIn',
  'msEdgeUpdateLaunchServicesPreferredVersion',
  'WebUIOmniboxPopup',
  'WebUIOmniboxAimPopup',
  'WebUIOmniboxFullPopup',
  'SpareRendererForSitePerProcess',
];

const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  `--disable-features=${OFF.join(',')}`,
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

let shared: Promise<Browser> | undefined;

/**
 * The browser of all test files that run in this process: a start takes longer than most tests. It ends with the process.
 * A file opens contexts or pages of its own there and calls `leaveBrowser` at its end.
 */
export async function sharedBrowser(): Promise<Browser> {
  const before = await shared?.catch(() => null);
  const browser = before?.isConnected() === true ? before : launchBrowser();
  shared = Promise.resolve(browser);
  return shared;
}

/** Closes every context and page of the shared browser: the next file finds none of this one. */
export async function leaveBrowser(): Promise<void> {
  const browser = await shared;
  await Promise.all((browser?.contexts() ?? []).map((context) => context.close()));
}
