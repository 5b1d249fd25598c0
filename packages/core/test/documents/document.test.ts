import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { platform, tmpdir } from 'node:os';
import { join } from 'node:path';

import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { type DocumentKind, readDocument, writeDocument } from '../../src/documents/document.ts';
import { DocumentError } from '../../src/errors.ts';

interface Score {
  readonly task: string;
  readonly accuracy: number;
}

const scores: DocumentKind<Score> = {
  kind: 'score',
  schema: 2,
  parse(body) {
    if (typeof body !== 'object' || body === null || !('task' in body && 'accuracy' in body))
      throw new Error('no score');
    return body as Score;
  },
};

const score: Score = { task: 'species', accuracy: 0.987 };
let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'equipoise-document-'));
  file = join(folder, 'deep', 'score.json');
});
afterEach(() => rmSync(folder, { recursive: true }));

const text = (): string => readFileSync(file, 'utf8');
const refusal = (): unknown => {
  try {
    return readDocument(file, scores);
  } catch (error) {
    return error;
  }
};

describe('a document', () => {
  it('is given back as it was written, from a file that other programs can read', () => {
    writeDocument(file, scores, score);
    expect(readDocument(file, scores)).toEqual(score);
    expect(JSON.parse(text())).toMatchObject({ ...score, document: { kind: 'score', schema: 2 } });
    expect(readdirSync(join(folder, 'deep'))).toEqual(['score.json']);
  });

  it('has the SHA-256 of its kind, schema and content, with the keys in order, as its digest', () => {
    writeDocument(file, scores, score);
    const content = '{"body":{"accuracy":0.987,"task":"species"},"kind":"score","schema":2}';
    const digest = createHash('sha256').update(content).digest('hex');
    expect(JSON.parse(text())).toMatchObject({ document: { digest } });
  });

  it('is undefined where there is no file', () => {
    expect(readDocument(file, scores)).toBeUndefined();
  });

  it('may be laid out anew, its members in another order', () => {
    writeDocument(file, scores, score);
    const { document, task, accuracy } = JSON.parse(text()) as Score & { document: unknown };
    writeFileSync(file, JSON.stringify({ accuracy, task, document }));
    expect(readDocument(file, scores)).toEqual(score);
  });

  it('keeps any plain data bit by bit, whatever the names in it', () => {
    const anything: DocumentKind<object> = { kind: 'any', schema: 1, parse: (body) => body as object };
    const names = fc.oneof(fc.string(), fc.constantFrom('__proto__', 'constructor', 'toString', 'hasOwnProperty'));
    fc.assert(
      fc.property(fc.dictionary(names, fc.jsonValue()), (value) => {
        const before = JSON.stringify({ value });
        writeDocument(file, anything, { value });
        expect(JSON.stringify(readDocument(file, anything))).toBe(before);
      }),
      { numRuns: 50 },
    );
  });
});

describe('what is not a whole document', () => {
  it.each<[string, (text: string) => string | Uint8Array, string]>([
    ['an edited number', (whole) => whole.replace('0.987', '0.123'), 'it was changed since it was written'],
    ['a renamed task', (whole) => whole.replace('species', 'island'), 'it was changed since it was written'],
    ['a member more', (whole) => whole.replace('{', '{"more": 1,'), 'it was changed since it was written'],
    ['a member less', (whole) => whole.replace(/"task": "species",/, ''), 'it was changed since it was written'],
    ['another digest', (whole) => whole.replace(/"digest": "./, '"digest": "x'), 'it was changed since it was written'],
    ['no digest', (whole) => whole.replace('"digest"', '"digset"'), 'it was changed since it was written'],
    ['half of it', (whole) => whole.slice(0, whole.length / 2), 'it is cut short, or no JSON'],
    ['nothing', () => '', 'it is cut short, or no JSON'],
    ['bytes that are no text', () => Uint8Array.of(0xff, 0xfe, 0), 'it is cut short, or no JSON'],
    ['a list', () => '[]', 'it holds no JSON object'],
    ['null', () => 'null', 'it holds no JSON object'],
    ['JSON of somebody else', () => '{"a": 1}', 'it does not say what it is'],
    ['a document of another kind', (whole) => whole.replace('"score"', '"run"'), 'it says to be "run"'],
    [
      'one of the future',
      (whole) => whole.replace('"schema": 2', '"schema": 3'),
      'it is of schema 3, this version reads schema 2',
    ],
    ['brackets without end', () => `{"document":${'['.repeat(1e6)}${']'.repeat(1e6)}}`, 'it does not say what it is'],
  ])('is refused in a sentence: %s', (_, damage, why) => {
    writeDocument(file, scores, score);
    writeFileSync(file, damage(text()));
    expect(refusal()).toEqual(new DocumentError(`${file} is not a whole score: ${why}.`));
  });

  it('is refused when it nests too deeply to be looked through', () => {
    mkdirSync(join(folder, 'deep'));
    const nested = `${'['.repeat(1e5)}${']'.repeat(1e5)}`;
    writeFileSync(file, `{"document":{"kind":"score","schema":2,"digest":""},"a":${nested}}`);
    expect(refusal()).toBeInstanceOf(DocumentError);
  });

  it('is refused when the digest is right and the content is not', () => {
    writeDocument(file, { ...scores, parse: (body) => body as Score }, { task: 'species' } as Score);
    expect(refusal()).toEqual(
      new DocumentError(`${file} is not a whole score: its content is not what its kind asks for.`),
    );
  });

  it('is refused unread when it is gigantic', () => {
    mkdirSync(join(folder, 'deep'));
    writeFileSync(file, '');
    truncateSync(file, 2 ** 40);
    expect(refusal()).toEqual(
      new DocumentError(
        `${file} is not a whole score: it has 1099511627776 bytes, more than the 67108864 that it may have.`,
      ),
    );
  });

  it('is refused when it is a folder', () => {
    mkdirSync(file, { recursive: true });
    expect(refusal()).toEqual(new DocumentError(`${file} is not a whole score: it is a folder.`));
  });

  it.skipIf(platform() === 'win32')('is refused without waiting when it is a pipe or a device', () => {
    mkdirSync(join(folder, 'deep'));
    execFileSync('mkfifo', [file]);
    expect(refusal()).toEqual(new DocumentError(`${file} is not a whole score: it is no regular file.`));
    rmSync(file);
    symlinkSync('/dev/zero', file);
    expect(refusal()).toEqual(new DocumentError(`${file} is not a whole score: it is no regular file.`));
  });
});
