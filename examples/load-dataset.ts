import { classBalance, datasets } from '@equipoise/datasets';

const penguins = await datasets.penguins.load({ seed: 0 });

console.log(penguins.tasks.map(({ name }) => name)); // ['species', 'island', 'sex', 'body-mass']
console.log(penguins.splits.train.size, penguins.card.licence); // 199 'CC0'
console.log(classBalance(penguins)[0]?.splits.train.classes); // { Adelie: 83, Chinstrap: 47, Gentoo: 69 }
