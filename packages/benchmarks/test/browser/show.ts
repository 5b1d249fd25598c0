import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';

import { findChromium } from './chromium.ts';
import { drive, type DrivenPage, type Shown } from './devtools.ts';

/** What is shown, and where the browser may write. */
interface Showing extends Omit<Shown, 'browser' | 'profile'> {
  /** A folder for the browser. */
  readonly folder: string;
  /** Skips the test. */
  readonly skip: (reason: string) => never;
}

/**
 * Shows a page in a Chromium, or skips the test where there is none.
 *
 * @param showing - The page.
 * @param use - What is done with it.
 */
export async function show<Found>(
  { folder, skip, ...shown }: Showing,
  use: (page: DrivenPage) => Promise<Found>,
): Promise<Found> {
  const browser = await findChromium(folder);
  if (!browser) return skip('there is no Chromium here; CHROME_PATH can name one');
  return await drive({ ...shown, browser, profile: mkdtempSync(join(folder, 'profile-')) }, use);
}
