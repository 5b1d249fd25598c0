export * from './parts.ts';
export { scheduleFromConfig, type ScheduleName, schedules, scheduleWrappers } from './registry.ts';
export type { Schedule, ScheduleProgress } from './schedule.ts';
export { warmUp, warmUpOptions } from './warm-up.ts';
