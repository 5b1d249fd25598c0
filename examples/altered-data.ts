import { classBalance, datasets, withFewLabels, withNoiseTask } from '@equipoise/datasets';

const related = await datasets['mmoe-synthetic'].load({ correlation: -0.5, size: 1000 });
console.log(related.name); // mmoe-synthetic(correlation=-0.5)

const penguins = await datasets.penguins.load();
const scarce = withFewLabels(penguins, { task: 'island', share: 0.1 });
const harder = withNoiseTask(scarce, { name: 'coin', kind: 'binary' });
console.log(harder.tasks.map(({ name }) => name)); // ['species', 'island', 'sex', 'body-mass', 'coin']
const { labelled, classes } = classBalance(harder)[1]?.splits.train ?? {};
console.log(labelled, classes); // 20 { Biscoe: 13, Dream: 4, Torgersen: 3 }
