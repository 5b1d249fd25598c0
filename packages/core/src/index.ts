export type {
  AnyBalancer,
  Balancer,
  BalancerNeeds,
  GradientStats,
  LossStats,
  PerTask,
  Progress,
  StepStats,
  Weighing,
  WeighingStatus,
} from './balancer.ts';
export { Balancing } from './balancing.ts';
export type { Dataset, ImageInput, InputSpec, Labels, Split, SplitName, TabularInput, TextInput } from './dataset.ts';
export { inputShape } from './dataset.ts';
export { DataError, EquipoiseError, InvalidOptionError, NonFiniteError, ShapeError } from './errors.ts';
export { random, type Random } from './random.ts';
export { type CompleteTask, completeTask, type Task, type TaskKind } from './task.ts';
