// Blocks of Markdown files that tools write: everything between two marker comments.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';

export const root = join(import.meta.dirname, '..');

/** The Markdown files that people read, API pages left out. */
export function markdownFiles() {
  const below = (folder) =>
    readdirSync(join(root, folder), { recursive: true })
      .map((name) => join(root, folder, name))
      .filter((file) => file.endsWith('.md') && !file.startsWith(join(root, 'docs', 'api')));
  const ofPackages = readdirSync(join(root, 'packages')).flatMap((name) =>
    ['README.md', 'INTERNALS.md'].map((file) => join(root, 'packages', name, file)),
  );
  return [join(root, 'README.md'), join(root, 'CONTRIBUTING.md'), ...below('docs'), ...ofPackages.filter(existsSync)];
}

/**
 * Replaces what stands between two markers of a file; with `--check` on the command line says instead that it differs,
 * and fails.
 */
export function fillBlock(file, begin, end, content) {
  const before = readFileSync(file, 'utf8');
  const start = before.indexOf(begin);
  const stop = before.indexOf(end, start);
  if (start < 0 || stop < 0) throw new Error(`${relative(root, file)}: markers ${begin} … ${end} not found.`);
  const after = `${before.slice(0, start + begin.length)}\n\n${content.trim()}\n\n${before.slice(stop)}`;
  if (after === before) return;
  if (!process.argv.includes('--check')) return writeFileSync(file, after);
  console.error(`${relative(root, file)}: the block ${begin} is out of date; run \`npm run write\`.`);
  process.exitCode = 1;
}

const row = (cells) => `| ${cells.map((cell) => String(cell).replaceAll('|', '\\|')).join(' | ')} |`;

/** A table, of the texts of its header and of its rows. */
export function table(header, rows) {
  return [header, header.map(() => '---'), ...rows].map(row).join('\n');
}
