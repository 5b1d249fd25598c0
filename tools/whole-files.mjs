// Files of docs that tools write as a whole. With `--check` on the command line nothing is written or removed: what differs is named, and the tool fails.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { format, resolveConfig } from 'prettier';

import { root } from './markdown.mjs';

const checking = process.argv.includes('--check');

function outOfDate(path) {
  console.error(`docs/${path} is out of date; run \`npm run write\`.`);
  process.exitCode = 1;
}

/**
 * Writes a file below docs: Markdown is formatted.
 *
 * @param path - The way from docs to it.
 * @param content - What it is to hold: text or bytes.
 * @param same - Whether the bytes that it holds will do.
 */
export async function writeWhole(path, content, same) {
  const file = join(root, 'docs', path);
  const written = path.endsWith('.md')
    ? await format(content, { ...(await resolveConfig(file)), parser: 'markdown' })
    : content;
  const isSame = same ?? ((bytes) => bytes.equals(Buffer.from(written)));
  if (existsSync(file) && isSame(readFileSync(file))) return;
  if (checking) return outOfDate(path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, written);
}

/**
 * Removes all files of a folder below docs but some.
 *
 * @param folder - The way from docs to it.
 * @param kept - The names of the files that stay.
 */
export function removeOthers(folder, kept) {
  const names = new Set(kept);
  for (const name of readdirSync(join(root, 'docs', folder)).filter((found) => !names.has(found))) {
    if (checking) outOfDate(`${folder}/${name}`);
    else rmSync(join(root, 'docs', folder, name));
  }
}
