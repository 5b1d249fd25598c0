import { AddressError } from './address-error.ts';

const statuses = new Set([301, 302, 303, 307, 308]);

/**
 * Where an answer sends to; undefined when it does not.
 *
 * @param from - The address that was asked.
 * @param status - The status of the answer.
 * @param location - Its header `location`.
 * @throws {@link AddressError} when that is no address, has another scheme than http and https, or leaves https for http.
 */
export function redirectOf(from: URL, status: number, location: string | undefined): URL | undefined {
  if (!statuses.has(status)) return undefined;
  if (location === undefined || !URL.canParse(location, from.href)) {
    throw new AddressError(`${from.host} sends elsewhere and does not say where (${status})`);
  }
  const to = new URL(location, from);
  if (to.protocol !== 'https:' && to.protocol !== 'http:') {
    throw new AddressError(`${from.host} sends to an address of the scheme ${to.protocol}, which is refused`);
  }
  if (from.protocol === 'https:' && to.protocol === 'http:') {
    throw new AddressError(`${from.host} sends from https to http, which is refused`);
  }
  if (to.origin === from.origin) {
    to.username = from.username;
    to.password = from.password;
  } else {
    to.username = '';
    to.password = '';
  }
  return to;
}
