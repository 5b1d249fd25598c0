import type { Part } from '../part.ts';
import { disturbed } from './disturbed.ts';
import { clockJumps, killedAtBirth, secondProcess } from './disturbances.ts';
import { fullDisks } from './full-disk.ts';
import { inPlace } from './in-place.ts';
import { interruptedDownloads } from './interrupted.ts';
import { mutations } from './mutations.ts';
import { readOnly } from './read-only.ts';

const group = 'faults';
const refused = 'it is refused in a sentence, or says the same to the bit';
const same = 'given again, the command ends as an undisturbed one';

const mutationParts = (['result', 'checkpoint', 'model'] as const).map((of): Part => ({
  name: `mutated-${of}`,
  group,
  done: `bytes of a ${of} file are altered, cut, doubled, or added`,
  must: refused,
  count: 100,
  run: (context) => mutations(of, context),
}));

export const faultParts: readonly Part[] = [
  {
    name: 'full-disk',
    group,
    done: 'a disk of 4 to 80 kB is filled by `compare` or by checkpoints',
    must: 'files are whole or not there, a sentence says why, and with more space the command ends',
    count: 20,
    run: fullDisks,
  },
  {
    name: 'read-only-disk',
    group,
    done: 'results, model, checkpoints or log are to go on a read-only disk',
    must: 'a sentence says so',
    count: 8,
    run: readOnly,
  },
  {
    name: 'shared-folder',
    group,
    done: 'two processes make one comparison in one folder',
    must: 'both end, as one alone does',
    count: 6,
    run: (context) => disturbed(context, secondProcess),
  },
  ...mutationParts,
  {
    name: 'interrupted-download',
    group,
    done: 'a server cuts every answer of a download after a random number of bytes',
    must: 'the command, given again, has the files whole',
    count: 20,
    run: interruptedDownloads,
  },
  {
    name: 'clock-jumps',
    group,
    done: 'the clock of all processes jumps by up to ten years, forward and back',
    must: 'the same results',
    count: 10,
    run: (context) => disturbed(context, clockJumps),
  },
  {
    name: 'killed-at-birth',
    group,
    done: 'the process that makes trials is killed as it starts',
    must: `a sentence names the trial; ${same}`,
    count: 10,
    run: (context) => disturbed(context, killedAtBirth),
  },
  {
    name: 'in-place-of-a-file',
    group,
    done: 'a folder, a pipe, a device or a file of a terabyte is in the place of a result, study, comparison, checkpoint or model',
    must: 'no wait and no crash: it is put aside, passed over, or named in a sentence',
    count: 20,
    run: inPlace,
  },
];
