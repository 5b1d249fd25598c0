import { changeInWords, oneSeedNote, plainSharing } from './answer.ts';
import { chosenArm } from './chosen-arm.ts';
import { differencesTo, type Gain, gainsOver } from './gains.ts';
import type { StudyResults } from './study-results.ts';

/** The answer over all data sets of a comparison. */
export interface OverallAnswer {
  /** What strategies did on average: those that every data set has. */
  readonly gains: readonly Gain[];
  /** The answer as text: what the strategy did that was best on validation, then what plain sharing did. */
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
  const others = gains.length > 1 ? ['No other strategy was better on the validation splits.'] : [];
  const sentences = [
    `One model for all tasks, with ${nameOf(best)}${best === plain ? '' : ' (best on the validation splits)'}, ${countsOf(best)}.`,
    `The mean change over the tasks${sets} (Δm) is ${changeInWords(best.change)}${clear(best)}.`,
    ...(best === plain
      ? others
      : [`With ${nameOf(plain)} it is ${changeInWords(plain.change)}${clear(plain)}: that ${countsOf(plain)}.`]),
    ...(best === plain ? [] : against(studies, best, plain)),
  ];
  return { gains, sentences: [...sentences, ...untested] };
}

function nameOf({ strategy }: Gain): string {
  return strategy === 'equal' ? 'equal weights' : strategy;
}

function countsOf({ tasks: { helped, hurt, unclear } }: Gain): string {
  return `helped ${helped} of ${helped + hurt + unclear} tasks, hurt ${hurt}, and made no clear difference to ${unclear}`;
}

function clear(gain: Gain): string {
  return Number.isFinite(gain.change.low) ? `, ${verdictWords[gain.verdict]}` : '';
}

/** How the chosen strategy differs from the plain one, where that may be said. */
function against(studies: readonly StudyResults[], best: Gain, plain: Gain): readonly string[] {
  const found = differencesTo(studies, plain.strategy).find(({ strategy }) => strategy === best.strategy);
  if (!found || !Number.isFinite(found.change.low)) return [];
  const words = { helped: 'clearly better than', hurt: 'clearly worse than', unclear: 'not clearly different from' };
  return [`${best.strategy} is ${words[found.verdict]} ${plain.strategy}: ${changeInWords(found.change)}.`];
}
