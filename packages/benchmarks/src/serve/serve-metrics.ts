import type { Counter, Histogram, Registry } from 'prom-client';

/** What a server counts, in the text format of Prometheus. */
export interface ServeMetrics {
  /** Requests, by path and status. */
  readonly requests: Counter<'path' | 'status'>;
  /** Seconds from a request's last byte to the answer. */
  readonly seconds: Histogram;
  /** Rows predicted. */
  readonly rows: Counter;
  /** Rows that one forward pass computed. */
  readonly batchRows: Histogram;
  /** All of them. */
  readonly registry: Registry;
}

/**
 * The counters of a server.
 *
 * @param waitingRows - Says how many rows wait.
 */
export async function serveMetrics(waitingRows: () => number): Promise<ServeMetrics> {
  const { Counter, Gauge, Histogram, Registry } = await import('prom-client'); // For servers only.
  const registry = new Registry();
  const registers = [registry];
  new Gauge({
    name: 'equipoise_waiting_rows',
    help: 'Rows that wait for a forward pass.',
    registers,
    collect() {
      this.set(waitingRows());
    },
  });
  return {
    registry,
    requests: new Counter({
      name: 'equipoise_requests_total',
      help: 'Requests that were answered.',
      labelNames: ['path', 'status'],
      registers,
    }),
    seconds: new Histogram({
      name: 'equipoise_predict_seconds',
      help: 'Seconds that a request for predictions took.',
      buckets: [0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5],
      registers,
    }),
    rows: new Counter({ name: 'equipoise_rows_total', help: 'Rows that were predicted.', registers }),
    batchRows: new Histogram({
      name: 'equipoise_batch_rows',
      help: 'Rows that one forward pass computed.',
      buckets: [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024],
      registers,
    }),
  };
}
