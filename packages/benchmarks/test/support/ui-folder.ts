import { writeStudies } from '../../src/compare.ts';
import { slotsOf } from '../../src/study/slots.ts';
import type { Study } from '../../src/study/study.ts';
import { openStore } from '../../src/trials/store.ts';
import type { TrialConfig } from '../../src/trials/trial-config.ts';
import type { TrialResult } from '../../src/trials/trial-result.ts';
import { version } from '../../src/version.ts';
import { madeUpResult, smallStudy } from './made-up.ts';

/** A task that a page must show and not run, with characters that steer a terminal or turn the order of letters. */
export const oddTask = '<img src=x onerror="window.ran=1">\u001b[2J\u202eabc';

/** A study with such a task. */
export function oddStudy(study: Partial<Study> = {}): Study {
  const metrics = [{ name: 'rmse', higherIsBetter: false }];
  return smallStudy({
    tasks: [
      { name: 'digit', metrics: [{ name: 'accuracy', higherIsBetter: true }] },
      { name: oddTask, metrics },
    ],
    ...study,
  });
}

/** Writes a study and made-up results of the trials that are wanted into a folder; gives its trials. */
export function writeFolder(
  out: string,
  study: Study,
  isMade: (config: TrialConfig, place: number) => boolean,
  change: (result: TrialResult, place: number) => TrialResult = (result) => result,
): readonly TrialConfig[] {
  writeStudies(out, [study], { command: 'equipoise study x.yaml', date: '2026-01-31', version });
  const store = openStore(out, (sentence) => {
    throw new Error(sentence);
  });
  const configs = slotsOf({ ...study, version }).map(({ config }) => config);
  configs.forEach((config, place) => {
    if (!isMade(config, place)) return;
    const metrics = Object.fromEntries(
      config.tasks.map((task) => [task, task === 'digit' ? { accuracy: 0.5 } : { rmse: 2 }]),
    );
    store.write(
      change(
        madeUpResult(config, () => metrics),
        place,
      ),
    );
  });
  return configs;
}
