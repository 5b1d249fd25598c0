export { constant as constantSchedule } from './constant.ts';
export { cosine } from './cosine.ts';
export { exponential } from './exponential.ts';
export { oneCycle } from './one-cycle.ts';
export { reduceOnPlateau } from './reduce-on-plateau.ts';
export { scheduleFromConfig, type ScheduleName, schedules, scheduleWrappers } from './registry.ts';
export type { Schedule, ScheduleProgress } from './schedule.ts';
export { step as stepSchedule } from './step.ts';
export { warmUp } from './warm-up.ts';
