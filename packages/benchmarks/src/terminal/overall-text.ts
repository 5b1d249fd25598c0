import { gainsOf, type Gain } from '../study/gains.ts';
import { overallAnswer } from '../study/overall-answer.ts';
import type { StudyResults } from '../study/study-results.ts';
import { signed } from './numbers.ts';
import { painted, type Screen } from './screen.ts';
import { renderTable } from './table.ts';
import { wrap } from './wrap.ts';

/**
 * What strategies did over several data sets, as it is printed: Δm on each of them and on average, and the answer in words.
 *
 * @param studies - The results of the studies.
 * @param screen - Where it is printed.
 */
export function overallText(studies: readonly StudyResults[], screen: Screen): string {
  const { gains, sentences } = overallAnswer(studies);
  const places = [
    ...studies.map((results) => ({ title: results.study.dataset, found: gainsOf(results) })),
    { title: 'all data sets', found: gains },
  ];
  const names = [...new Set(places.flatMap(({ found }) => found.map(({ strategy }) => strategy)))];
  const cells = (name: string): readonly string[] =>
    places.map(({ found }) =>
      cell(
        found.find(({ strategy }) => strategy === name),
        screen,
      ),
    );
  const title = `All data sets: mean change over the tasks (Δm per task)`;
  return [
    screen.paint('bold', `${title}\n${'-'.repeat(title.length)}`),
    renderTable(
      { head: ['', ...places.map((place) => place.title)], rows: names.map((name) => [name, ...cells(name)]) },
      screen.width,
    ),
    wrap(sentences.join(' '), { width: screen.width, indent: 0 }),
  ].join('\n\n');
}

function cell(gain: Gain | undefined, screen: Screen): string {
  if (!gain) return '';
  const { change, verdict } = gain;
  const mark = verdict === 'unclear' ? ' ' : '*';
  return painted(screen, verdict, `${signed(change.mean, 1)} %${mark}`);
}
