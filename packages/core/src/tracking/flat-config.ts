import type { TrackedRun } from './tracker.ts';

/**
 * A configuration by paths: `{ model: { encoder: { name: 'mlp' } } }` is `model.encoder.name`. Lists, and what is empty, are JSON.
 *
 * @param config - Plain data.
 */
export function flatConfig(config: object): TrackedRun['config'] {
  return Object.fromEntries(Object.entries(config).flatMap(([name, value]) => flat(name, value)));
}

function flat(path: string, value: unknown): [string, string | number | boolean][] {
  if (value === undefined || value === null) return [];
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return [[path, value]];
  if (typeof value === 'object' && !Array.isArray(value) && Object.keys(value).length > 0) {
    return Object.entries(value).flatMap(([name, member]) => flat(`${path}.${name}`, member));
  }
  return Array.isArray(value) ? [[path, JSON.stringify(value)]] : [];
}
