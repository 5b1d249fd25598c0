import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

import { DataError, InvalidOptionError } from '@equipoise/core';
import { describe, expect, it } from 'vitest';

import { jsonLines, readConll, readParallelFiles, readParallelTsv, readSlots, readTmx } from '../../src/index.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const temporary = temporaryFolder();
let files = 0;

function fileOf(content: string | Uint8Array): string {
  files += 1;
  const path = join(temporary(), `file-${files}`);
  writeFileSync(path, content);
  return path;
}

async function rowsOf(path: string): Promise<readonly unknown[]> {
  const rows: unknown[] = [];
  for await (const row of jsonLines(path)) rows.push(row);
  return rows;
}

const conllu = [
  '# sent_id = s1',
  '# text = Vámonos al mar',
  '1-2\tVámonos\t_\t_\t_\t_\t_\t_\t_\t_',
  '1\tVamos\tir\tVERB\t_\t_\t0\troot\t_\t_',
  '2\tnos\tnosotros\tPRON\t_\t_\t1\tobj\t_\t_',
  '2.1\tvamos\tir\tVERB\t_\t_\t_\t_\t0:root\t_',
  '3\tmar\tmar\tNOUN\t_\t_\t1\tobl\t_\t_',
  '',
  '1\t#\t#\tSYM\t_\t_\t0\troot\t_\t_',
];

describe('readConll', () => {
  it('reads CoNLL-U, without lines of several words and of words that are not there', async () => {
    const [first, second, ...more] = await readConll(fileOf(`${conllu.join('\r\n')}\r\n`));
    expect(more).toEqual([]);
    expect(first?.columns.form).toEqual(['Vamos', 'nos', 'mar']);
    expect(first?.columns.deprel).toEqual(['root', 'obj', 'obl']);
    expect(first?.line).toBe(4);
    expect([...(first?.comments ?? [])]).toEqual([
      ['sent_id', 's1'],
      ['text', 'Vámonos al mar'],
    ]);
    expect([second?.columns.form, second?.comments.size]).toEqual([['#'], 0]);
  });

  it('reads columns of other names, separated by blanks, compressed', async () => {
    const text = '-DOCSTART- -X- O O\n\nEU NNP B-NP B-ORG\nrejects  VBZ B-VP O\n\n# NN I-NP O\n';
    const options = { columns: ['form', 'pos', '', 'tag'], separator: 'blank' } as const;
    const sentences = await readConll(fileOf(gzipSync(text)), options);
    expect(sentences.map(({ columns }) => columns)).toEqual([
      { form: ['EU', 'rejects'], pos: ['NNP', 'VBZ'], tag: ['B-ORG', 'O'] },
      { form: ['#'], pos: ['NN'], tag: ['O'] },
    ]);
  });

  it('names the line that lacks a cell, or whose id does not count on', async () => {
    const bad = (line: number, text: string): Promise<unknown> => readConll(fileOf(conllu.with(line, text).join('\n')));
    await expect(bad(4, '2\tnos')).rejects.toThrow(/^readConll: .*: line 5: must have 10 cells, received 2\.$/);
    await expect(bad(6, conllu[6]?.replace('3', '5') ?? '')).rejects.toThrow(
      /line 7: must be the token 3 of its sentence, received "5"\.$/,
    );
    await expect(readConll(fileOf('# only = this\n'))).rejects.toThrow(/must have a token, has none\.$/);
    await expect(readConll(fileOf('a'), { columns: ['a', 'a'] })).rejects.toThrow(InvalidOptionError);
    await expect(readConll(fileOf('a'), { column: [] } as never)).rejects.toThrow('columns');
  });
});

describe('readSlots', () => {
  const files = (tokens: string, tags: string, labels: string): Parameters<typeof readSlots>[0] => ({
    tokens: fileOf(tokens),
    tags: fileOf(tags),
    labels: fileOf(labels),
  });

  it('reads tokens, tags and labels in three files', async () => {
    expect(await readSlots(files('play  jazz \nstop\n', 'O B-genre \nO\n', 'Play\nStop\n'))).toEqual([
      { tokens: ['play', 'jazz'], tags: ['O', 'B-genre'], label: 'Play' },
      { tokens: ['stop'], tags: ['O'], label: 'Stop' },
    ]);
  });

  it('names the line with another number of tags, and the file with another number of lines', async () => {
    await expect(readSlots(files('a b\nc\n', 'O O\nO O\n', 'x\ny\n'))).rejects.toThrow(
      /line 2: must have a tag for each of 1 tokens, received 2\.$/,
    );
    await expect(readSlots(files('a\nb\n', 'O\nO\n', 'x\n'))).rejects.toThrow(/must have 2 lines as .*, received 1\.$/);
    await expect(readSlots(files('a\n\n', 'O\n\n', 'x\ny\n'))).rejects.toThrow(/line 2: must have a token/);
    await expect(readSlots(files('a\n', 'O\n', ' \n'))).rejects.toThrow(/line 1: must have a label/);
  });
});

describe('jsonLines', () => {
  it('reads an object a line, with its number', async () => {
    expect(await rowsOf(fileOf('\uFEFF{"a":1}\n\n{"a":"é😀"}'))).toEqual([
      { line: 1, row: { a: 1 } },
      { line: 3, row: { a: 'é😀' } },
    ]);
  });

  it('names the line that is no object, or no JSON', async () => {
    await expect(rowsOf(fileOf('{}\n[1]\n'))).rejects.toThrow(/line 2: must be a JSON object, received \[1\]\.$/);
    await expect(rowsOf(fileOf('{}\n{}\n{"a":\n'))).rejects.toThrow(/line 3: must be a JSON object: .*\.$/);
    await expect(rowsOf(fileOf(Uint8Array.of(0x7b, 0x7d, 0x0a, 0x22, 0xff, 0x22)))).rejects.toThrow(
      /is not UTF-8 text from line/,
    );
  });

  it('streams: a file of 48 MB takes less memory than itself', async () => {
    const path = fileOf(`{"text":"${'word '.repeat(200)}"}\n`.repeat(48_000));
    globalThis.gc?.();
    const before = process.memoryUsage().rss;
    let [count, most] = [0, 0];
    for await (const { line } of jsonLines(path)) {
      count = line;
      if (line % 1000 === 0) most = Math.max(most, process.memoryUsage().rss - before);
    }
    expect(count).toBe(48_000);
    expect(most).toBeLessThan(200e6);
  });
});

describe('parallel text', () => {
  it('is read from two files, and from one with tabs', async () => {
    const pairs = [
      { source: 'Go.', target: 'Geh.', line: 1 },
      { source: 'Hi.', target: 'Hallo "du".', line: 2 },
    ];
    expect(await readParallelFiles(fileOf('Go.\nHi.\n'), fileOf('Geh.\nHallo "du".\n'))).toEqual(pairs);
    const tatoeba = '1\tGo.\t9\tGeh.\n2\tHi.\t8\tHallo "du".\n\n';
    expect(await readParallelTsv(fileOf(tatoeba), { source: 1, target: 3 })).toEqual(pairs);
  });

  it('names the file that is shorter, and the line that lacks a text', async () => {
    await expect(readParallelFiles(fileOf('a\nb\n'), fileOf('a\n'))).rejects.toThrow(/must have 2 lines as/);
    await expect(readParallelTsv(fileOf('a\tb\nc\n'))).rejects.toThrow(
      /line 2: must have a text in the cells 1 and 2, received 1 cells\.$/,
    );
    await expect(readParallelTsv(fileOf('a\tb'), { source: -1 })).rejects.toThrow(InvalidOptionError);
  });
});

describe('readTmx', () => {
  const unit = (...variants: readonly string[]): string => `<tu tuid="1">\n${variants.join('\n')}\n</tu>`;
  const variant = (language: string, text: string): string =>
    `<tuv xml:lang="${language}"><prop type="x">1</prop><seg>${text}</seg></tuv>`;
  const memory = (...units: readonly string[]): string =>
    `<?xml version="1.0"?>\n<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n<tmx version="1.4"><header srclang="en"/><body>\n${units.join('\n')}\n</body></tmx>\n`;
  const german = { source: 'en', target: 'de' };

  it('takes the pairs of two languages, without marks', async () => {
    const path = fileOf(
      memory(
        unit(variant('en-GB', 'R &amp; D &#233;&#x1F600;'), variant('DE', 'F &lt; E')),
        unit(variant('en', 'Only'), variant('fr', 'Seul')),
        unit(
          variant('en', 'a <hi>big</hi> <bpt i="1">&lt;b></bpt>cat<ept i="1">&lt;/b></ept><ph x="1"/>!'),
          variant('de', 'eine\n  Katze'),
        ),
      ),
    );
    expect(await readTmx(path, german)).toEqual([
      { source: 'R & D é😀', target: 'F < E', line: 4 },
      { source: 'a big cat!', target: 'eine Katze', line: 12 },
    ]);
  });

  it('names the line of a unit that is not of the form', async () => {
    const bad = async (text: string, sentence: RegExp): Promise<void> => {
      await expect(readTmx(fileOf(text), german)).rejects.toThrow(sentence);
      await expect(readTmx(fileOf(text), german)).rejects.toThrow(DataError);
    };
    await bad(memory(unit('<tuv><seg>a</seg></tuv>')), /line 4: must give each variant a language\.$/);
    await bad(memory(unit('<tuv lang="en">a</tuv>')), /line 4: must have a segment in each variant\.$/);
    await bad(memory(unit(variant('en', '&nbsp;'), variant('de', 'a'))), /line 4: .*received "&nbsp;"\.$/);
    await bad(memory('<tu>'), /line 4: must end its unit with <\/tu>\.$/);
    await bad('<!DOCTYPE x [\n<!ENTITY a "b">]>', /line 2: must have no entities of its own\.$/);
    await bad(memory(unit(variant('en', 'a'))), /must have a unit in en and de, its languages are: en\.$/);
    await expect(readTmx(fileOf(''), { source: 'en' } as never)).rejects.toThrow(InvalidOptionError);
  });
});
