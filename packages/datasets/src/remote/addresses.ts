import { InvalidOptionError } from '@equipoise/core';

import { nodeProcess } from '../parse/node-process.ts';
import type { RemoteFile } from './remote-file.ts';

/** A web address, or the path of a local file. */
export type Address = URL | string;

/**
 * Where to look for a file, in this order: the mirror, the addresses of the card.
 *
 * @param name - The data set.
 * @param file - The file.
 * @param mirror - A web address or a local folder; the environment's when left out.
 */
export function addressesOf(name: string, file: RemoteFile, mirror = environmentMirror()): readonly Address[] {
  const own = file.urls.map((url) => new URL(url));
  return mirror === undefined ? own : [mirrored(mirror, [name, ...file.path.split('/')]), ...own];
}

/**
 * Checks a mirror.
 *
 * @param owner - Who was told of it.
 * @param mirror - A web address or a local folder; the environment's when left out.
 * @throws {@link @equipoise/core!InvalidOptionError} when it is a web address of another scheme than http and https, or none at all.
 */
export function checkMirror(owner: string, mirror = environmentMirror()): void {
  if (mirror === undefined) return;
  if (typeof mirror === 'string' && mirror.trim() !== '') {
    if (!hasScheme.test(mirror)) return;
    if (/^https?:\/\//i.test(mirror) && URL.canParse(mirror)) return;
  }
  throw new InvalidOptionError(owner, 'mirror', 'an http or https address, or a folder', mirror);
}

/**
 * An address as messages and records show it: without a password.
 *
 * @param address - The address.
 */
export function shownAddress(address: Address): string {
  if (typeof address === 'string') return address;
  const shown = new URL(address);
  shown.username = '';
  shown.password = '';
  return shown.href;
}

const hasScheme = /^[a-z][a-z0-9+.-]*:\/\//i;

function environmentMirror(): string | undefined {
  const mirror = typeof process === 'object' ? process.env.EQUIPOISE_DATASETS_MIRROR : undefined;
  return mirror === '' ? undefined : mirror;
}

function mirrored(mirror: string, names: readonly string[]): Address {
  if (!hasScheme.test(mirror))
    return nodeProcess('mirror')
      .getBuiltinModule('node:path')
      .join(mirror, ...names);
  const url = new URL(mirror);
  url.pathname = [url.pathname.replace(/\/+$/, ''), ...names.map(encodeURIComponent)].join('/');
  return url;
}
