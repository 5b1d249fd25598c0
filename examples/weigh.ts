import { strategies } from '@equipoise/weighting';

const gradnorm = strategies.gradnorm({ alpha: 0.5 });
const losses = [0.7, 2.1];
const gramian = [
  [1, 0.2],
  [0.2, 9],
];
const first = gradnorm.weigh({ losses, gramian }, gradnorm.init(2));
const second = gradnorm.weigh({ losses, gramian }, first.state);
console.log(first.weights, second.weights); // [1, 1] [1.025, 0.975]
