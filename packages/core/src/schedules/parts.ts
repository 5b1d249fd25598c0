// Every schedule, a line each: registry and exports of the package come from here.
export { constant as constantSchedule, constantOptions as constantScheduleOptions } from './constant.ts';
export { cosine, cosineOptions } from './cosine.ts';
export { exponential, exponentialOptions } from './exponential.ts';
export { oneCycle, oneCycleOptions } from './one-cycle.ts';
export { reduceOnPlateau, reduceOnPlateauOptions } from './reduce-on-plateau.ts';
export { step as stepSchedule, stepOptions as stepScheduleOptions } from './step.ts';
