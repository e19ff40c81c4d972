// One Chromium for all tests of a process; it ends with the process.

import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

/** Where Debian's package puts the browser. */
const CHROMIUM = '/usr/bin/chromium';

/** Added to the name of tests that need a browser where there is none. */
export const chromiumNote = existsSync(CHROMIUM) ? '' : ' (not run: chromium missing)';

let browser: Promise<Browser> | undefined;

/** The browser, started by the first who asks. Close the pages you open, not the browser. */
export function openBrowser(): Promise<Browser> {
  browser ??= chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
  return browser;
}
