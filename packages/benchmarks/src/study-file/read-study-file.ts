import { readFileSync } from 'node:fs';
import { extname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

import { DataError, didYouMean, oneLine, reasonOf, show } from '@equipoise/core';
import { parseDocument } from 'yaml';
import type { z } from 'zod';

import { expectedBy } from '../schema-words.ts';
import { type StudyFile, studyFileSchema } from './study-file.ts';

const modules = ['.ts', '.mts', '.js', '.mjs'];

/**
 * Reads a study file: YAML, JSON, or a TypeScript or JavaScript module with the study as its default export.
 *
 * @param file - Its path.
 * @throws {@link @equipoise/core!DataError} in one sentence, with the line where there is one, when it cannot be read or is no study.
 */
export async function readStudyFile(file: string): Promise<StudyFile> {
  const content = modules.includes(extname(file)) ? await defaultExport(file) : parsed(file);
  const { data, error } = studyFileSchema.safeParse(content);
  if (data) return content as StudyFile;
  const [issue] = error.issues;
  throw new DataError(`${oneLine(file)}: ${issue ? sentenceOf(issue, content) : 'it is no study'}.`);
}

function parsed(file: string): unknown {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new DataError(`${oneLine(file)}: the study cannot be read, ${reasonOf(error)}.`);
  }
  const document = parseDocument(text, { prettyErrors: true });
  const [error] = document.errors;
  if (error) {
    const [place] = error.linePos ?? [];
    const why = oneLine(error.message.split('\n')[0]?.replace(/ at line .*$/, '') ?? '');
    throw new DataError(`${oneLine(file)}${place ? `, line ${place.line}` : ''}: it is no YAML or JSON: ${why}.`);
  }
  return document.toJS({ maxAliasCount: 100 }) as unknown;
}

async function defaultExport(file: string): Promise<unknown> {
  try {
    const module = (await import(pathToFileURL(resolve(file)).href)) as { readonly default?: unknown };
    return module.default;
  } catch (error) {
    const isUnread = error instanceof Error && 'code' in error && error.code === 'ERR_UNKNOWN_FILE_EXTENSION';
    const why = isUnread
      ? `Node ${process.versions.node} reads no TypeScript; use Node 22.18 or later, or write the study in YAML`
      : reasonOf(error);
    throw new DataError(`${oneLine(file)}: the study cannot be read, ${oneLine(why)}.`);
  }
}

/** What is wrong with a file, in a sentence without its full stop. */
function sentenceOf(issue: z.core.$ZodIssue, content: unknown): string {
  const place = issue.path.map(String).join('.');
  const received = issue.path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null ? (value as Record<PropertyKey, unknown>)[key] : undefined,
    content,
  );
  if (issue.code === 'unrecognized_keys') {
    const [key = ''] = issue.keys;
    const known = place === '' ? Object.keys(studyFileSchema.shape) : [];
    return `there is no \`${oneLine(place === '' ? key : `${place}.${key}`)}\` in a study${didYouMean(key, known)}`;
  }
  if (place === '') return `a study must be an object with \`datasets\` and \`strategies\`, received ${show(content)}`;
  if (received === undefined) return `\`${oneLine(place)}\` must be given`;
  return `\`${oneLine(place)}\` cannot be ${show(received)}: it must be ${expectedBy(issue)}`;
}
