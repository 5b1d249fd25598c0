import { reasonOf } from '@equipoise/core';

import { AddressError } from './address-error.ts';

/** What the errors of a connection mean, and whether they may pass. */
const meanings: Readonly<Record<string, readonly [meaning: string, again: boolean]>> = {
  EAI_AGAIN: ['its name cannot be looked up', false],
  ECONNREFUSED: ['the connection is refused', false],
  ECONNRESET: ['the connection was cut', true],
  EHOSTUNREACH: ['it cannot be reached', false],
  ENETUNREACH: ['it cannot be reached', false],
  ENOTFOUND: ['there is no host of this name', false],
  EPIPE: ['the connection was cut', true],
  ETIMEDOUT: ['it does not answer', true],
  UND_ERR_BODY_TIMEOUT: ['nothing more comes from it', true],
  UND_ERR_CONNECT_TIMEOUT: ['it does not answer', true],
  UND_ERR_HEADERS_TIMEOUT: ['it does not answer', true],
  UND_ERR_REQ_CONTENT_LENGTH_MISMATCH: ['the connection was cut', true],
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: ['the connection was cut', true],
  UND_ERR_SOCKET: ['the connection was cut', true],
};

/**
 * What an error of a connection means.
 *
 * @param host - The host that was asked.
 * @param error - What was thrown.
 */
export function networkError(host: string, error: unknown): AddressError {
  if (error instanceof AddressError) return error;
  const code = codeOf(error);
  const [meaning, again] = (Object.hasOwn(meanings, code) ? meanings[code] : undefined) ?? [reasonOf(error), false];
  return new AddressError(code === '' ? `${host}: ${meaning}` : `${host}: ${meaning} (${code})`, {
    again,
    cause: error,
  });
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return '';
  if ('code' in error && typeof error.code === 'string') return error.code;
  if (error instanceof AggregateError) return codeOf(error.errors[0]);
  return codeOf(error.cause);
}
