import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { DataError, random } from '@equipoise/core';
import { expect, it } from 'vitest';

import { jsonLines, readConll, readParallelFiles, readParallelTsv, readSlots, readTmx } from '../../src/index.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const temporary = temporaryFolder();
const encoder = new TextEncoder();
const pieces = [
  ...[
    '\n',
    '\r\n',
    '\t',
    ' ',
    '1',
    '2',
    '1-2',
    '0',
    '_',
    'a',
    'é',
    '😀',
    '\u0000',
    '#',
    '# k = v',
    '-DOCSTART-',
    '{',
    '}',
    '"',
  ],
  ...[
    '{"a":1}',
    '[',
    '\\',
    'null',
    '<tu>',
    '</tu>',
    '<tuv lang="en">',
    "<tuv xml:lang='de'>",
    '<seg>',
    '</seg>',
    '&amp;',
    '&#0;',
  ],
  ...['&x', '<', '>', '<bpt>', '<!ENTITY', '<!--', ']]>', '\uFEFF'],
];

/** Readers of one file, on `main`; the other files of those that have several are sound. */
const readers: Readonly<Record<string, (main: string, sound: string) => Promise<unknown>>> = {
  conllu: (main) => readConll(main),
  conll: (main) => readConll(main, { columns: ['form', 'tag'], separator: 'blank' }),
  jsonl: async (main) => {
    for await (const { row } of jsonLines(main)) expect(row).toBeTypeOf('object');
  },
  slots: (main, sound) => readSlots({ tokens: sound, tags: main, labels: sound }),
  files: (main, sound) => readParallelFiles(sound, main),
  tsv: (main) => readParallelTsv(main),
  tmx: (main) => readTmx(main, { source: 'en', target: 'de' }),
};

it.each(Object.entries(readers))('%s: any bytes are read, or refused in one sentence', async (name, read) => {
  const draw = random(7).fork(name);
  const [main, sound] = [join(temporary(), `${name}-main`), join(temporary(), `${name}-sound`)];
  writeFileSync(sound, 'a b\nc\n');
  let refused = 0;
  for (let round = 0; round < 150; round += 1) {
    const count = draw.integer(40);
    const text = Array.from({ length: count }, () => pieces[draw.integer(pieces.length)] ?? '').join('');
    const bytes = encoder.encode(text);
    for (let hits = draw.integer(3); hits > 0 && bytes.length > 0; hits -= 1) {
      bytes[draw.integer(bytes.length)] = draw.integer(256);
    }
    writeFileSync(main, bytes);
    const error: unknown = await read(main, sound).then(
      () => undefined,
      (reason: unknown) => reason,
    );
    if (error === undefined) continue;
    refused += 1;
    expect(error).toBeInstanceOf(DataError);
    expect((error as Error).message).toMatch(/^(?:read\w+|jsonLines): /);
    expect((error as Error).message).toContain(temporary());
  }
  expect(refused).toBeGreaterThan(30);
});

it.each([
  ['units without end', '<tu>'.repeat(200_000), 'tmx'],
  ['open marks', `<tu><tuv lang="en"><seg>${'<'.repeat(200_000)}</seg></tuv></tu>`, 'tmx'],
  ['ampersands', `<tu><tuv lang="en"><seg>${'&'.repeat(200_000)}</seg></tuv></tu>`, 'tmx'],
  ['languages', `<tu>${'<tuv lang="'.repeat(100_000)}</tu>`, 'tmx'],
  ['a comment of spaces', `#${' '.repeat(500_000)}x`, 'conllu'],
  ['a comment of signs', `#${'= '.repeat(250_000)}`, 'conllu'],
  ['cells without end', 'a '.repeat(500_000), 'conll'],
  ['brackets', '['.repeat(1_000_000), 'jsonl'],
  ['a line without end', 'a'.repeat(2 ** 24 + 2), 'jsonl'],
])('%s do not hang a reader', async (name, text, reader) => {
  const path = join(temporary(), name.replaceAll(' ', '-'));
  writeFileSync(path, text);
  await expect(readers[reader]?.(path, path)).rejects.toThrow(DataError);
});
