import { spawn } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';

import { type Browser, flags } from './chromium.ts';

/** A page that is driven by the DevTools protocol, as a person would: with a window, a colour scheme, keys. */
export interface DrivenPage {
  /**
   * Sends a command of the protocol.
   *
   * @param method - Its name, as `Page.captureScreenshot`.
   * @param params - What it is given.
   * @see https://chromedevtools.github.io/devtools-protocol/
   */
  send<Answer>(method: string, params?: object): Promise<Answer>;
  /**
   * The value of an expression in the page; a promise is waited for.
   *
   * @param expression - JavaScript.
   */
  evaluate<Value>(expression: string): Promise<Value>;
  /** Presses a key and lets it go. */
  press(key: 'Tab' | 'Enter' | ' '): Promise<void>;
}

/** How a page is shown. */
export interface Shown {
  /** The Chromium. */
  readonly browser: Browser;
  /** A folder for what it writes. */
  readonly profile: string;
  /** The page as HTML. */
  readonly html: string;
  /** The width of the window in pixels; 1280 when left out. */
  readonly width?: number;
  /** The reader's colours; light when left out. */
  readonly scheme?: 'light' | 'dark';
  /** Where it is shown; on a screen when left out. */
  readonly media?: 'screen' | 'print';
  /** Whether scripts run; they do when left out. */
  readonly scripts?: boolean;
}

interface Message {
  readonly id?: number;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

/**
 * Opens a page in a Chromium of its own, and closes that when the page has been used.
 *
 * @param shown - The page.
 * @param use - What is done with it.
 */
export async function drive<Found>(shown: Shown, use: (page: DrivenPage) => Promise<Found>): Promise<Found> {
  const { browser, profile } = shown;
  const args = [...flags, '--remote-debugging-pipe', `--user-data-dir=${profile}`, 'about:blank'];
  const child = spawn(browser.program, args, {
    detached: true,
    env: browser.env,
    stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise((resolve) => child.once('close', resolve));
  try {
    const failed = new Promise<never>((_, reject) => {
      child.once('error', reject);
      child.once('exit', (code, signal) => reject(new Error(`${browser.program} ended by ${code ?? signal}.`)));
    });
    return await Promise.race([open(child.stdio as unknown as Pipes, shown).then(use), failed]);
  } finally {
    if (child.pid && child.exitCode === null) process.kill(-child.pid, 'SIGKILL'); // With all processes that it started.
    await ended;
  }
}

/** The third and fourth are the protocol's. */
type Pipes = readonly [null, null, null, Writable, Readable];

async function open([, , , write, read]: Pipes, shown: Shown): Promise<DrivenPage> {
  const waiting = new Map<number, (message: Message) => void>();
  let rest = '';
  read.setEncoding('utf8').on('data', (text: string) => {
    const messages = (rest + text).split('\0');
    rest = messages.pop() ?? '';
    for (const message of messages.map((json) => JSON.parse(json) as Message)) {
      if (message.id !== undefined) waiting.get(message.id)?.(message);
    }
  });
  let last = 0;
  const ask = async (method: string, params: object, sessionId?: string): Promise<unknown> => {
    const id = (last += 1);
    const answered = new Promise<Message>((resolve) => waiting.set(id, resolve));
    write.write(`${JSON.stringify({ id, method, params, ...(sessionId !== undefined && { sessionId }) })}\0`);
    const { result, error } = await answered;
    if (error) throw new Error(`${method}: ${error.message}`);
    return result;
  };
  const { targetId } = (await ask('Target.createTarget', { url: 'about:blank' })) as { targetId: string };
  const attached = await ask('Target.attachToTarget', { targetId, flatten: true });
  const page = pageOf(async (method, params) => ask(method, params, (attached as { sessionId: string }).sessionId));
  await prepare(page, shown);
  return page;
}

function pageOf(ask: (method: string, params: object) => Promise<unknown>): DrivenPage {
  const send = async <Answer>(method: string, params: object = {}): Promise<Answer> =>
    (await ask(method, params)) as Answer;
  return {
    send,
    async evaluate<Value>(expression: string): Promise<Value> {
      const asked = { expression, returnByValue: true, awaitPromise: true };
      const { result, exceptionDetails } = await send<Evaluated<Value>>('Runtime.evaluate', asked);
      if (exceptionDetails) throw new Error(JSON.stringify(exceptionDetails));
      return result.value;
    },
    async press(key) {
      const { code, text, number } = keys[key];
      const pressed = { key, code, windowsVirtualKeyCode: number, ...(text !== undefined && { text }) };
      await send('Input.dispatchKeyEvent', { type: 'keyDown', ...pressed });
      await send('Input.dispatchKeyEvent', { type: 'keyUp', ...pressed, text: undefined });
    },
  };
}

interface Evaluated<Value> {
  readonly result: { readonly value: Value };
  readonly exceptionDetails?: object;
}

const keys = {
  Tab: { code: 'Tab', text: undefined, number: 9 },
  Enter: { code: 'Enter', text: '\r', number: 13 },
  ' ': { code: 'Space', text: ' ', number: 32 },
} as const;

async function prepare(page: DrivenPage, shown: Shown): Promise<void> {
  const { html, width = 1280, scheme = 'light', media = 'screen', scripts = true } = shown;
  const features = [{ name: 'prefers-color-scheme', value: scheme }];
  await page.send('Emulation.setEmulatedMedia', { media, features });
  const mobile = width < 600;
  await page.send('Emulation.setDeviceMetricsOverride', { width, height: 800, deviceScaleFactor: 1, mobile });
  await page.send('Emulation.setScriptExecutionDisabled', { value: !scripts });
  const { frameTree } = await page.send<{ frameTree: { frame: { id: string } } }>('Page.getFrameTree');
  await page.send('Page.setDocumentContent', { frameId: frameTree.frame.id, html });
}
