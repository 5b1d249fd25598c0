import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Where browsers lie that are not found by PATH. */
const usual = ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'];

/**
 * A Chromium to test with: the one that `CHROME_PATH` names, or on Linux the one of an npm package, or else one that is
 * installed.
 *
 * @param folder - Where the package may unpack its browser.
 * @returns None where there is none.
 */
export async function findChromium(folder: string): Promise<string | undefined> {
  const { CHROME_PATH, PATH = '', TMPDIR } = process.env;
  if (CHROME_PATH) return CHROME_PATH;
  if (process.platform === 'linux' && process.arch === 'x64') {
    const { default: chromium } = await import('@sparticuz/chromium');
    process.env.TMPDIR = folder; // Where it unpacks to.
    try {
      return await chromium.executablePath();
    } finally {
      if (TMPDIR === undefined) delete process.env.TMPDIR;
      else process.env.TMPDIR = TMPDIR;
    }
  }
  const installed = PATH.split(delimiter).flatMap((path) =>
    ['chromium', 'chromium-browser', 'google-chrome'].map((name) => join(path, name)),
  );
  return [...installed, ...usual].find((path) => existsSync(path));
}

/** What it is started with: no window, and no word to the network. */
const flags = [
  ...['--headless', '--no-sandbox', '--no-zygote', '--disable-gpu', '--no-first-run', '--disable-quic'],
  ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
];

/** A page to look at. */
export interface Visit<Seen> {
  /** The Chromium. */
  readonly browser: string;
  /** A folder for what it writes. */
  readonly profile: string;
  /** The page. */
  readonly address: string;
  /** What is waited for. */
  readonly seen: Promise<Seen>;
}

/**
 * Opens a page in a Chromium of its own, and closes that when what is waited for has been seen.
 *
 * @param visit - The page.
 */
export async function visit<Seen>({ browser, profile, address, seen }: Visit<Seen>): Promise<Seen> {
  const child = spawn(browser, [...flags, `--user-data-dir=${profile}`, address], { detached: true });
  let said = '';
  child.stderr.on('data', (text: Buffer) => (said += String(text)));
  const ended = new Promise((resolve) => child.once('close', resolve));
  try {
    return await new Promise<Seen>((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', (code, signal) => reject(new Error(`${browser} ended by ${code ?? signal}: ${said}`)));
      setTimeout(() => reject(new Error(`${address} was not done in time: ${said}`)), 45_000).unref();
      seen.then(resolve, reject);
    });
  } finally {
    if (child.pid && child.exitCode === null) process.kill(-child.pid, 'SIGKILL'); // With all processes that it started.
    await ended;
  }
}
