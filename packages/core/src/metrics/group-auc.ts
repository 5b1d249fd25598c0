import { byGroup } from './by-group.ts';
import { defineMetric } from './define-metric.ts';
import { share } from './ranges.ts';

/**
 * The area under the ROC curve of each group, as a mean: the chance that of two examples of a group the relevant one has the greater score, equal scores
 * counting half. Relevant is what has a relevance above 0. Groups that do not have both are left out; NaN when there is no other. The paper weighs groups by
 * their size; here they count alike, as in the other metrics by group.
 *
 * @see H. Zhu et al. Optimized Cost per Click in Taobao Display Advertising. KDD 2017. https://arxiv.org/abs/1703.02091
 */
export const groupAuc = defineMetric('group-auc', { mode: 'max', range: share }, (kind) =>
  byGroup('group-auc', kind, (group) => {
    let [right, above, below] = [0, 0, 0];
    for (const { relevances } of group) {
      const relevant = relevances.filter((relevance) => relevance > 0).length;
      const others = relevances.length - relevant;
      right += others * (above + relevant / 2);
      above += relevant;
      below += others;
    }
    return above > 0 && below > 0 ? right / (above * below) : undefined;
  }),
);
