export { constant as constantSchedule } from './constant.ts';
export { cosine, cosineOptions } from './cosine.ts';
export { exponential, exponentialOptions } from './exponential.ts';
export { oneCycle, oneCycleOptions } from './one-cycle.ts';
export { reduceOnPlateau, reduceOnPlateauOptions } from './reduce-on-plateau.ts';
export { scheduleFromConfig, type ScheduleName, schedules, scheduleWrappers } from './registry.ts';
export type { Schedule, ScheduleProgress } from './schedule.ts';
export { step as stepSchedule, stepOptions } from './step.ts';
export { warmUp, warmUpOptions } from './warm-up.ts';
