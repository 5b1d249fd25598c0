import type { Part } from '../part.ts';
import { fuzzArguments } from './arguments.ts';
import { hostileHeaders } from './hostile-headers.ts';
import { fuzzStudyFiles } from './study-files.ts';

const group = 'fuzz';

export const fuzzParts: readonly Part[] = [
  {
    name: 'fuzz-study-files',
    group,
    done: 'study files are altered, or hold odd values in any place',
    must: 'a study, or one sentence, soon',
    count: 2000,
    run: fuzzStudyFiles,
  },
  {
    name: 'fuzz-headers',
    group,
    done: 'headers of model and checkpoint files lie about sizes, places and types',
    must: 'one sentence, and no memory is taken for them',
    count: 500,
    run: hostileHeaders,
  },
  {
    name: 'fuzz-arguments',
    group,
    done: 'commands are given odd arguments and values of options',
    must: 'an answer or one sentence: no stack trace, no hang, no control characters',
    count: 60,
    run: fuzzArguments,
  },
];
