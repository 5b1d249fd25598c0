import { EquipoiseError } from '../../errors.ts';
import { isRecord } from '../../is-record.ts';
import { oneLine } from '../../show.ts';

/** An answer of the server, or none. */
export class MlflowError extends EquipoiseError {
  override name = 'MlflowError';
  /** MLflow's code, such as `RESOURCE_DOES_NOT_EXIST`; empty where it gave none. */
  readonly code: string;

  /**
   * @param message - What went wrong, in a sentence.
   * @param code - MLflow's code.
   */
  constructor(message: string, code: string) {
    super(message);
    this.code = code;
  }
}

/** How a server is asked. */
export interface MlflowServer {
  /** Where it is. */
  readonly uri: string;
  /** What proves who asks; nothing for a server that does not want to know. */
  readonly authorization?: string | undefined;
  /** Milliseconds before the second try; twice as many before each further one. */
  readonly pause: number;
}

/** Asks the server: the path under `api/2.0/mlflow/`, and what is sent. */
export type Ask = (path: string, body: object) => Promise<Readonly<Record<string, unknown>>>;

/** How often a request is made, and the milliseconds that each try may take. */
const tries = 4;
const patience = 10_000;

/** Statuses after which a request is made again. */
const passing = [429, 500, 502, 503, 504];

/**
 * Asks a server of MLflow's REST API, version 2.0. A request that fails in passing is made four times.
 *
 * Source: MLflow, REST API, https://mlflow.org/docs/latest/rest-api.html.
 *
 * @param server - The server.
 * @throws {@link MlflowError} when it refuses, or does not answer.
 */
export function mlflowClient({ uri, authorization, pause }: MlflowServer): Ask {
  const base = `${uri.replace(/\/+$/, '')}/api/2.0/mlflow/`;
  const shown = oneLine(uri);
  const once = async (path: string, body: object): Promise<Response> => {
    const isRead = path.includes('/get');
    const query = isRead ? `?${new URLSearchParams(body as Record<string, string>).toString()}` : '';
    return await fetch(`${base}${path}${query}`, {
      method: isRead ? 'GET' : 'POST',
      headers: { 'content-type': 'application/json', ...(authorization !== undefined && { authorization }) },
      ...(!isRead && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(patience),
    });
  };
  return async (path, body) => {
    let failure = new MlflowError(`mlflow: ${shown} was not asked.`, '');
    for (let attempt = 0; attempt < tries; attempt += 1) {
      if (attempt > 0) await new Promise((resolve) => setTimeout(resolve, pause * 2 ** (attempt - 1)));
      try {
        const response = await once(path, body);
        const answer = await answerOf(response);
        if (response.ok && answer) return answer;
        failure = refusal(shown, path, response.status, answer);
        if (!passing.includes(response.status)) break;
      } catch (error) {
        failure = new MlflowError(`mlflow: ${shown} does not answer ${path}: ${reason(error)}.`, '');
      }
    }
    throw failure;
  };
}

async function answerOf(response: Response): Promise<Readonly<Record<string, unknown>> | undefined> {
  try {
    const answer: unknown = JSON.parse((await response.text()) || '{}');
    return isRecord(answer) ? answer : undefined;
  } catch {
    return undefined;
  }
}

function refusal(
  uri: string,
  path: string,
  status: number,
  answer: Readonly<Record<string, unknown>> = {},
): MlflowError {
  const { error_code: code, message } = answer;
  const why = [code, message]
    .filter((part) => typeof part === 'string' && part !== '')
    .map((part) => oneLine(String(part)));
  const said =
    why.length > 0 ? `: ${why.join(', ').replace(/\.$/, '')}` : status < 400 ? ' and something else than JSON' : '';
  return new MlflowError(
    `mlflow: ${uri} answered ${path} with ${status}${said}.`,
    typeof code === 'string' ? code : '',
  );
}

function reason(error: unknown): string {
  if (!(error instanceof Error)) return 'an unknown error';
  const cause = error.cause instanceof Error && 'code' in error.cause ? String(error.cause.code) : undefined;
  return cause ?? oneLine(error.message.replace(/\.$/, ''));
}
