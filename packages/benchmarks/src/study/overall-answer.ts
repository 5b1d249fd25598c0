import { changeInWords, oneSeedNote, plainSharing } from './answer.ts';
import { chosenArm } from './chosen-arm.ts';
import { differencesTo, type Gain, gainsOver } from './gains.ts';
import type { StudyResults } from './study-results.ts';

/** The answer over all data sets of a comparison. */
export interface OverallAnswer {
  /** What strategies did on average: those that every data set has. */
  readonly gains: readonly Gain[];
  /** The answer as text: how many tasks sharing helped and hurt, and the best strategy. */
  readonly sentences: readonly string[];
}

const verdictWords = { helped: 'a clear gain', hurt: 'a clear loss', unclear: 'no clear difference' } as const;

/**
 * Answers "did sharing help or hurt?" over all data sets together.
 *
 * @param studies - The results of the studies.
 */
export function overallAnswer(studies: readonly StudyResults[]): OverallAnswer {
  const gains = gainsOver(studies);
  const [plain] = plainSharing(gains);
  const best = gains.find(({ strategy }) => strategy === chosenArm(studies));
  const untested = studies.some(({ study }) => study.seeds === 1) ? [oneSeedNote] : [];
  if (!plain || !best) return { gains, sentences: ['No strategy was compared on every data set.', ...untested] };
  const sets = studies.length > 1 ? ` of ${studies.length} data sets` : '';
  const { helped, hurt, unclear } = plain.tasks;
  const name = plain.strategy === 'equal' ? 'equal weights' : plain.strategy;
  const clear = (gain: Gain): string => (Number.isFinite(gain.change.low) ? `, ${verdictWords[gain.verdict]}` : '');
  const sentences = [
    `One model for all tasks, with ${name}, helped ${helped} of ${helped + hurt + unclear} tasks, hurt ${hurt}, and made no clear ` +
      `difference to ${unclear}.`,
    `The mean change over the tasks${sets} (Δm) is ${changeInWords(plain.change)}${clear(plain)}.`,
    best === plain
      ? ifOthers(gains, 'No other strategy was better on the validation splits.')
      : `Best on the validation splits was ${best.strategy}: ${changeInWords(best.change)}${clear(best)}${against(studies, best, plain)}.`,
  ];
  return { gains, sentences: [...sentences.filter((sentence) => sentence !== ''), ...untested] };
}

/** How the chosen strategy differs from the plain one, where that may be said. */
function against(studies: readonly StudyResults[], best: Gain, plain: Gain): string {
  const found = differencesTo(studies, plain.strategy).find(({ strategy }) => strategy === best.strategy);
  if (!found || !Number.isFinite(found.change.low)) return '';
  const words = { helped: 'clearly better', hurt: 'clearly worse', unclear: 'not clearly different' }[found.verdict];
  return `; ${words} than ${plain.strategy} (${changeInWords(found.change)})`;
}

function ifOthers(gains: readonly Gain[], sentence: string): string {
  return gains.length > 1 ? sentence : '';
}
