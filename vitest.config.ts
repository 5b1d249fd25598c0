import { readdirSync } from 'node:fs';
import { join } from 'node:path';

import { defineConfig } from 'vitest/config';

const packages = join(import.meta.dirname, 'packages');
const conditions = ['@equipoise/source']; // Tests run on the sources.

export default defineConfig({
  test: {
    coverage: {
      include: ['packages/*/src/**'],
      exclude: ['packages/compiler/src/tfjs-gradients.ts'], // Written by tools/bundle-gradients.mjs.
      reporter: [['text', { skipFull: true }]],
      // What runs in processes of its own (the command line, the workers) is tested but not counted.
      thresholds: { lines: 85, functions: 85, branches: 72 },
    },
    maxWorkers: '100%',
    // Time-outs are there for what hangs. No test may fail because the machine is busy.
    testTimeout: 600_000,
    hookTimeout: 600_000,
    teardownTimeout: 60_000,
    setupFiles: [join(import.meta.dirname, 'tools', 'property-seed.mjs')],
    projects: readdirSync(packages).map((name) => ({
      extends: true,
      ssr: { resolve: { conditions } },
      test: {
        name,
        root: join(packages, name),
        include: ['test/**/*.test.ts'],
        // Files of a package share a process a core: most of what a file takes by itself is to load TensorFlow.js. Those of the
        // compiler do not, as they change its backends, kernels and gradients.
        isolate: name === 'compiler',
      },
    })),
  },
});
