export { defineMetric, type MetricFactory } from './define-metric.ts';
export type { Metric, MetricFacts, MetricRange, MetricState } from './metric.ts';
export * from './parts.ts';
export { metricFromConfig, type MetricName, metrics } from './registry.ts';
export type { Scored } from './scored.ts';
export { TaskMetrics, type MaskedScored } from './task-metrics.ts';
