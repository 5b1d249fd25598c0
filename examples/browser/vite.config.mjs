import { defineConfig } from 'vite';

// The worker loads the engine when it needs it, which takes a worker that is a module.
export default defineConfig({ worker: { format: 'es' } });
