import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const index = pathToFileURL(join(import.meta.dirname, '../../dist/index.js')).href;

const program = (read: string): string => `
const { existsSync, readFileSync } = await import('node:fs');
const [index, path] = process.argv.slice(1);
const status = '/proc/self/status';
// On Linux maxRSS is at least what the parent took when it started this process.
const peak = () => existsSync(status) ? Number(/VmHWM:\\s+(\\d+)/.exec(readFileSync(status, 'utf8'))[1]) : process.resourceUsage().maxRSS;
const datasets = await import(index);
const before = process.memoryUsage.rss();
const read = ${read};
const kept = await read(datasets, path);
console.log(peak() * 1024 - before, kept.length ?? kept.rows);
`;

/** What reading a file took. */
export interface PeakOfReading {
  /** The most memory that the process took, in bytes beyond what it took before it read. */
  readonly bytes: number;
  /** How many rows or sentences were read. */
  readonly rows: number;
}

/**
 * Reads a file in a process of its own, with the package as it is built.
 *
 * @param path - The file.
 * @param read - The program text of a function of the package and the path, which gives a list or a table.
 */
export function peakOfReading(path: string, read: string): PeakOfReading {
  const printed = execFileSync(process.execPath, ['--input-type=module', '-e', program(read), index, path], {
    encoding: 'utf8',
  });
  const [bytes = 0, rows = 0] = printed.trim().split(' ').map(Number);
  return { bytes, rows };
}
