import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

import { onTestFinished } from 'vitest';

type Fields = Readonly<Record<string, unknown>>;

/** A metric that was logged. */
export interface LoggedMetric {
  readonly key: string;
  readonly value: number;
  readonly timestamp: number;
  readonly step: number;
}

/** A run as the stub has it. */
export interface StubRun {
  readonly id: string;
  readonly experiment: string;
  readonly name: string;
  readonly tags: ReadonlyMap<string, string>;
  readonly params: Map<string, string>;
  readonly metrics: LoggedMetric[];
  status: string;
  end?: number;
}

/** What a stub answers with an error. */
class Refusal extends Error {
  readonly status: number;
  readonly code: string;
  constructor(code: string, message: string, status = 400) {
    super(message);
    this.code = code;
    this.status = status;
  }
}

const invalid = (message: string): Refusal => new Refusal('INVALID_PARAMETER_VALUE', message);

/**
 * A stub of MLflow's server, of the requests that its REST API 2.0 publishes (https://mlflow.org/docs/latest/rest-api.html), strict about types, limits of
 * `log-batch`, names (mlflow/utils/validation.py), parameters that change, and fields that do not exist. It keeps what it is sent, doubles too.
 */
export async function mlflowStub(): Promise<{
  readonly uri: string;
  readonly runs: Map<string, StubRun>;
  readonly seen: { readonly path: string; readonly authorization?: string | undefined }[];
  /** Statuses for the next requests, before they are looked at. */
  readonly failures: number[];
}> {
  const experiments = new Map<string, string>();
  const runs = new Map<string, StubRun>();
  const seen: { path: string; authorization?: string | undefined }[] = [];
  const failures: number[] = [];

  const runOf = ({ run_id: id }: Fields): StubRun => {
    const run = runs.get(String(id));
    if (!run) throw new Refusal('RESOURCE_DOES_NOT_EXIST', `Run with id=${String(id)} not found`, 404);
    return run;
  };
  const routes: Readonly<Record<string, (body: Fields) => object>> = {
    'GET experiments/get-by-name'(body) {
      const name = text(fields(body, ['experiment_name']).experiment_name);
      const id = experiments.get(name);
      if (id === undefined) throw new Refusal('RESOURCE_DOES_NOT_EXIST', `Could not find experiment '${name}'`, 404);
      return { experiment: { experiment_id: id, name, lifecycle_stage: 'active' } };
    },
    'POST experiments/create'(body) {
      const name = text(fields(body, ['name', 'artifact_location', 'tags']).name);
      if (experiments.has(name)) throw new Refusal('RESOURCE_ALREADY_EXISTS', `Experiment '${name}' already exists.`);
      experiments.set(name, String(experiments.size + 1));
      return { experiment_id: experiments.get(name) };
    },
    'POST runs/create'(body) {
      const {
        experiment_id: experiment,
        run_name: name,
        start_time: start,
        tags,
      } = fields(body, ['experiment_id', 'run_name', 'start_time', 'tags', 'user_id']);
      if (![...experiments.values()].includes(text(experiment))) throw invalid('No such experiment');
      integer(start);
      const id = `run${runs.size + 1}`;
      const pairs = list(tags, 100).map((tag) => pair(tag, 5000));
      const run: StubRun = {
        id,
        experiment: text(experiment),
        name: text(name),
        tags: new Map(pairs),
        params: new Map(),
        metrics: [],
        status: 'RUNNING',
      };
      runs.set(id, run);
      return { run: { info: { run_id: id, status: run.status, experiment_id: run.experiment } } };
    },
    'POST runs/search'(body) {
      const asked = fields(body, [
        'experiment_ids',
        'filter',
        'max_results',
        'order_by',
        'run_view_type',
        'page_token',
      ]);
      const filter = /^tags\.`([^`]+)` = '([^']*)'$/.exec(text(asked.filter));
      if (!filter) throw invalid('Invalid clause(s) in filter string');
      const [, key = '', value] = filter;
      const found = [...runs.values()].reverse().filter((run) => run.tags.get(key) === value);
      return {
        runs: found.slice(0, Number(asked.max_results)).map((run) => ({
          info: { run_id: run.id, status: run.status },
          data: { metrics: lastOf(run.metrics) },
        })),
      };
    },
    'POST runs/log-batch'(body) {
      const asked = fields(body, ['run_id', 'metrics', 'params', 'tags']);
      const run = runOf(asked);
      const params = list(asked.params ?? [], 100).map((param) => pair(param, 6000));
      for (const [key, value] of params) {
        checkName(key);
        if ((run.params.get(key) ?? value) !== value) throw invalid(`Changing param values is not allowed: ${key}`);
        run.params.set(key, value);
      }
      for (const entry of list(asked.metrics ?? [], 1000)) {
        const { key, value, timestamp, step } = fields(entry, ['key', 'value', 'timestamp', 'step']);
        checkName(text(key));
        if (typeof value !== 'number') throw invalid('Got invalid value for metric');
        run.metrics.push({ key: text(key), value, timestamp: integer(timestamp), step: integer(step) });
      }
      return {};
    },
    'POST runs/update'(body) {
      const asked = fields(body, ['run_id', 'status', 'end_time', 'run_name']);
      const run = runOf(asked);
      if (!['RUNNING', 'SCHEDULED', 'FINISHED', 'FAILED', 'KILLED'].includes(text(asked.status)))
        throw invalid('status');
      run.status = text(asked.status);
      if (asked.end_time !== undefined) run.end = integer(asked.end_time);
      return { run_info: { run_id: run.id, status: run.status } };
    },
  };

  const server = createServer((request, response) => {
    void (async () => {
      const url = new URL(request.url ?? '', 'http://stub');
      const path = url.pathname.replace('/api/2.0/mlflow/', '');
      seen.push({ path, authorization: request.headers.authorization });
      const body = await bodyOf(request);
      const failure = failures.shift();
      try {
        if (failure !== undefined) throw new Refusal('TEMPORARILY_UNAVAILABLE', 'Try again.', failure);
        const route = routes[`${request.method} ${path}`];
        if (!route) throw new Refusal('ENDPOINT_NOT_FOUND', `No ${request.method} ${path}`, 404);
        if (request.method === 'POST' && request.headers['content-type'] !== 'application/json') throw invalid('type');
        const asked = request.method === 'GET' ? Object.fromEntries(url.searchParams) : (JSON.parse(body) as Fields);
        response.end(JSON.stringify(route(asked)));
      } catch (error) {
        const { status, code, message } = error instanceof Refusal ? error : invalid(String(error));
        response.writeHead(status).end(JSON.stringify({ error_code: code, message }));
      }
    })();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { uri: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, runs, seen, failures };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const part of request) body += String(part);
  if (body.length > 1e6) throw new Error('Batched logging API requests must be at most 1000000 bytes');
  return body;
}

function fields(value: unknown, known: readonly string[]): Fields {
  if (typeof value !== 'object' || value === null) throw invalid('an object');
  const stranger = Object.keys(value).find((name) => !known.includes(name));
  if (stranger !== undefined) throw invalid(`has no field named "${stranger}"`);
  return value as Fields;
}

function list(value: unknown, most: number): readonly unknown[] {
  if (!Array.isArray(value) || value.length > most) throw invalid(`at most ${most}`);
  return value as readonly unknown[];
}

function pair(value: unknown, longest: number): readonly [string, string] {
  const { key, value: text_ } = fields(value, ['key', 'value']);
  if (text(key).length > 250 || text(text_).length > longest) throw invalid('exceeded length');
  return [text(key), text(text_)];
}

function text(value: unknown): string {
  if (typeof value !== 'string' || value === '') throw invalid('a string');
  return value;
}

function integer(value: unknown): number {
  if (!Number.isSafeInteger(value)) throw invalid('an integer');
  return value as number;
}

/** The names that validation.py takes, and none that a path would change. */
function checkName(name: string): void {
  if (!/^[/\p{L}\p{N}_.\- :]*$/u.test(name) || name.length > 250) throw invalid(`Invalid name '${name}'`);
  if (name.split('/').some((part) => part === '' || part === '.' || part === '..')) throw invalid(`bad path '${name}'`);
}

function lastOf(metrics: readonly LoggedMetric[]): readonly object[] {
  const last = new Map<string, LoggedMetric>();
  for (const metric of metrics) if (metric.step >= (last.get(metric.key)?.step ?? 0)) last.set(metric.key, metric);
  return [...last.values()].map((metric) => ({ ...metric, step: String(metric.step) })); // 64-bit integers are text in protobuf's JSON.
}
