import { changeInWords, oneSeedNote, plainSharing } from './answer.ts';
import { type Gain, gainsOver } from './gains.ts';
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
  const [best] = [...gains].sort((a, b) => b.change.mean - a.change.mean);
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
      ? ifOthers(gains, 'No other strategy has a higher mean.')
      : `The strategy with the highest mean is ${best.strategy}: ${changeInWords(best.change)}${clear(best)}.`,
  ];
  return { gains, sentences: [...sentences.filter((sentence) => sentence !== ''), ...untested] };
}

function ifOthers(gains: readonly Gain[], sentence: string): string {
  return gains.length > 1 ? sentence : '';
}
