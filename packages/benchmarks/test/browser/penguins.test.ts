import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { build, createLogger, defaultClientConditions, type Plugin } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { type Browser, findChromium, visit } from './chromium.ts';
import { PageServer, type Seen } from './page-server.ts';

const root = join(import.meta.dirname, '../../../..');
const example = join(root, 'examples/browser');
const table = join(root, 'packages/datasets/data/penguins.json');

const folder = mkdtempSync(join(tmpdir(), 'equipoise-browser-'));
const modules = new Set<string>();
const loadedAtOnce = new Set<string>();
const warnings: string[] = [];
let browser: Browser | undefined;

beforeAll(async () => {
  browser = await findChromium(folder);
  const collect = (): Plugin => ({
    name: 'collect',
    moduleParsed: ({ id }) => void modules.add(id),
    generateBundle(_, bundle) {
      const chunks = Object.values(bundle).filter((file) => file.type === 'chunk');
      for (const id of chunks.flatMap(({ isEntry, moduleIds }) => (isEntry ? moduleIds : []))) loadedAtOnce.add(id);
    },
  });
  const customLogger = { ...createLogger('silent'), warn: (text: string) => void warnings.push(text) };
  await build({
    root: example,
    logLevel: 'warn',
    customLogger,
    plugins: [collect()],
    worker: { plugins: () => [collect()] },
    resolve: { conditions: ['@equipoise/source', ...defaultClientConditions] },
    build: { outDir: join(folder, 'page'), minify: false },
  });
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** What the page shows when it is done. */
async function show(query: string, skip: (reason: string) => never): Promise<Seen> {
  if (!browser) return skip('there is no Chromium here; CHROME_PATH can name one');
  const server = new PageServer(join(folder, 'page'), { '/penguins.json': table });
  const address = (await server.start()) + query;
  try {
    return await visit({ browser, profile: join(folder, 'profile'), address, seen: server.seen() });
  } finally {
    server.stop();
  }
}

/** The example's own way to train, as far as it is used here. */
type Train = (
  rows: unknown,
  settings: { readonly engine: string; readonly epochs: number },
  tell: (news: { readonly losses: Readonly<Record<string, number>> }) => void,
) => Promise<{ readonly metrics: Readonly<Record<string, Readonly<Record<string, number>>>> }>;

/** What the page should show: the same run in Node. */
async function inNode(settings: { engine: string; epochs: number }): Promise<Omit<Seen, 'status'>> {
  const { train } = (await import(join(example, 'training.ts'))) as { train: Train };
  const losses: number[][] = [];
  const { metrics } = await train(JSON.parse(readFileSync(table, 'utf8')), settings, (news) => {
    losses.push(Object.values(news.losses));
  });
  return { losses, metrics: Object.values(metrics).flatMap((values) => Object.values(values)) };
}

describe('a page', () => {
  it('is bundled without modules of Node', () => {
    const ids = [...modules].join('\n');
    expect(ids).toContain('packages/weighting/src');
    expect(ids).not.toMatch(/onnxruntime-node|tfjs-node/);
    expect(warnings.filter((text) => text.includes('/packages/'))).toEqual([]);
  });

  it('loads what few runs need when it is needed: the parser of formulas, ONNX Runtime', () => {
    const rare = /node_modules.(mathjs|onnxruntime)/;
    expect([...modules].join('\n')).toMatch(rare);
    expect([...loadedAtOnce].join('\n')).toContain('packages/weighting/src');
    expect([...loadedAtOnce].join('\n')).not.toMatch(rare);
  });

  it('trains on the engine wasm, says so, and equals Node bit for bit', async ({ skip }) => {
    const { status, losses, metrics } = await show('?epochs=8', skip);
    expect(status).toBe('Trained for 8 epochs by the engine wasm');
    expect({ losses, metrics }).toEqual(await inNode({ engine: 'wasm', epochs: 8 }));
    const [accuracy = 0] = metrics ?? [];
    expect(accuracy).toBeGreaterThan(0.9); // Of the species; the most frequent one is 44 %.
  });

  it('trains op by op', async ({ skip }) => {
    const { status, losses } = await show('?epochs=2&engine=eager', skip);
    expect(status).toBe('Trained for 2 epochs by the engine eager');
    const expected = await inNode({ engine: 'wasm', epochs: 2 });
    expect(losses).toEqual(expected.losses?.map((row) => row.map((number) => expect.closeTo(number, 4))));
  });

  it('refuses the engine native in a page', async ({ skip }) => {
    const { status } = await show('?engine=native', skip);
    expect(status).toMatch(/^CompileError: compile: the engine native is not available/);
  });
});
