import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { loadCheckpoint, readDocument } from '@equipoise/core';

import { comparisonDocument } from '../../src/study/comparison-schema.ts';
import { studyDocument } from '../../src/study/kept-study.ts';
import { trialDocument } from '../../src/trials/store.ts';

const checks: readonly (readonly [ending: string, isWhole: (file: string) => unknown])[] = [
  ['report.html', (file) => text(file).endsWith('</html>\n')],
  ['results.csv', (file) => /^dataset,strategy,(.*\r\n)+$/.test(text(file))],
  ['verdicts.csv', (file) => /^comparison,pairs,(.*\r\n)+$/.test(text(file))],
  ['verdicts.tex', (file) => /\\end\{table\}\s*$/.test(text(file))],
  ['comparison.json', (file) => readDocument(file, comparisonDocument)],
  ['study.json', (file) => readDocument(file, studyDocument)],
  ['.json', (file) => readDocument(file, trialDocument)],
  ['.safetensors', (file) => loadCheckpoint(file)],
];

/** The files below a folder, and what is wrong with those that are there in part. */
export function notWhole(out: string): { readonly files: readonly string[]; readonly faults: readonly string[] } {
  const files = readdirSync(out, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
  return { files, faults: files.flatMap((file) => faultOf(file) ?? []) };
}

function faultOf(file: string): string | undefined {
  const [, isWhole] = checks.find(([ending]) => file.endsWith(ending)) ?? [];
  try {
    return isWhole?.(file) ? undefined : `${file} is not whole`;
  } catch (error) {
    return String(error);
  }
}

function text(file: string): string {
  return readFileSync(file, 'utf8');
}
