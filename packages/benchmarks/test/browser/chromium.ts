import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Where browsers lie that are not found by PATH. */
const usual = ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'];

/** A Chromium, and the environment that it is started in. */
export interface Browser {
  /** The program. */
  readonly program: string;
  /** Its environment. */
  readonly env: NodeJS.ProcessEnv;
}

/**
 * A Chromium to test with: the one that `CHROME_PATH` names, or on Linux the one of an npm package, or else one that is
 * installed.
 *
 * @param folder - Where the package may unpack its browser.
 * @returns None where there is none that starts.
 */
export async function findChromium(folder: string): Promise<Browser | undefined> {
  const { CHROME_PATH, PATH = '' } = process.env;
  const packaged = process.platform === 'linux' && process.arch === 'x64' && !CHROME_PATH;
  const installed = PATH.split(delimiter).flatMap((path) =>
    ['chromium', 'chromium-browser', 'google-chrome'].map((name) => join(path, name)),
  );
  const found = CHROME_PATH ?? [...installed, ...usual].find((path) => existsSync(path));
  const candidates = [
    ...(packaged ? [await unpack(folder)] : []),
    ...(found === undefined ? [] : [{ program: found, env: process.env }]),
  ];
  return candidates.find(({ program, env }) => spawnSync(program, ['--version'], { env }).status === 0);
}

/** Unpacks the browser of the npm package, with the libraries that a bare system lacks. */
async function unpack(folder: string): Promise<Browser> {
  const { default: chromium } = await import('@sparticuz/chromium');
  const { TMPDIR, AWS_EXECUTION_ENV } = process.env;
  Object.assign(process.env, { TMPDIR: folder, AWS_EXECUTION_ENV: 'nodejs20.x' }); // Where to, and that the libraries are wanted.
  try {
    const program = await chromium.executablePath();
    return { program, env: { ...process.env, LD_LIBRARY_PATH: join(folder, 'al2023', 'lib') } };
  } finally {
    for (const [name, value] of Object.entries({ TMPDIR, AWS_EXECUTION_ENV })) {
      if (value === undefined) Reflect.deleteProperty(process.env, name);
      else process.env[name] = value;
    }
  }
}

/** What it is started with: no window, and no word to the network. */
export const flags = [
  ...['--headless', '--no-sandbox', '--no-zygote', '--disable-gpu', '--no-first-run', '--disable-quic'],
  ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
];

/** A page to look at. */
export interface Visit<Seen> {
  /** The Chromium. */
  readonly browser: Browser;
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
  const { program, env } = browser;
  const child = spawn(program, [...flags, `--user-data-dir=${profile}`, address], { detached: true, env });
  let said = '';
  child.stderr.on('data', (text: Buffer) => (said += String(text)));
  const ended = new Promise((resolve) => child.once('close', resolve));
  try {
    return await new Promise<Seen>((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', (code, signal) => reject(new Error(`${program} ended by ${code ?? signal}: ${said}`)));
      setTimeout(() => reject(new Error(`${address} was not done in time: ${said}`)), 300_000).unref();
      seen.then(resolve, reject);
    });
  } finally {
    if (child.pid && child.exitCode === null) process.kill(-child.pid, 'SIGKILL'); // With all processes that it started.
    await ended;
  }
}
