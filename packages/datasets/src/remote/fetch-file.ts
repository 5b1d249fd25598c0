import { AddressError } from './address-error.ts';
import { type Address, shownAddress } from './addresses.ts';
import { note, type Place, recordFor, statusOf, wrongDigest } from './check-file.ts';
import { type Digests, digestsOf } from './digests.ts';
import { DownloadError } from './download-error.ts';
import type { FileRecord } from './file-record.ts';
import { PartialFile } from './partial-file.ts';
import { pause } from './pause.ts';
import { receive, type Receiving } from './receive.ts';
import type { RemoteFile } from './remote-file.ts';

/** With what a file is fetched. */
export interface Fetching extends Receiving {
  /** Where to look for it. */
  readonly addresses: readonly Address[];
  /** How often an address that fails for the moment is tried again. */
  readonly retries: number;
  /** Is told when an address fails, and after how many seconds it is tried again, if it is. */
  readonly onFailed: (address: string, reason: string, wait: number | undefined) => void;
}

/** A file that was fetched. */
export interface Fetched {
  /** The address that it came from. */
  readonly from: string;
  /** What it is known by. */
  readonly record: FileRecord;
}

/** Bytes after which a cut connection is no sign of a server that does not work. */
const something = 1 << 16;
const longestWait = 60;

/**
 * Fetches a file into its place, from the first address that gives it. What comes is kept when that fails, and completed by the next call.
 *
 * @param file - The file.
 * @param place - Where it is to lie.
 * @param fetching - With what.
 * @throws {@link DownloadError} when no address gives it.
 * @throws {@link @equipoise/core!StorageError} when it cannot be written.
 */
export async function fetchFile(file: RemoteFile, place: Place, fetching: Fetching): Promise<Fetched> {
  const failures: string[] = [];
  const part = new PartialFile(place.dataset, place.path);
  try {
    for (const address of fetching.addresses) {
      try {
        const digests = await fromAddress(file, place, address, part, fetching);
        part.finish();
        const status = statusOf(place);
        if (!status) throw new AddressError('the file was removed at once');
        return { from: shownAddress(address), record: note(place, status, digests) };
      } catch (error) {
        if (!(error instanceof AddressError)) throw error;
        fetching.onFailed(shownAddress(address), error.message, undefined);
        failures.push(`${shownAddress(address)} (${error.message})`);
      }
    }
  } finally {
    part.leave();
  }
  throw new DownloadError(
    `${place.dataset}: ${file.path} cannot be fetched from ${failures.join(', nor from ')}; by other means, put it at ${place.path}.`,
  );
}

/** All of a file from one address, which is asked again as long as that makes sense. */
async function fromAddress(
  file: RemoteFile,
  place: Place,
  address: Address,
  part: PartialFile,
  fetching: Fetching,
): Promise<Digests> {
  const { retries, signal, onFailed } = fetching;
  for (let failed = 0; ;) {
    signal?.throwIfAborted();
    const before = part.size;
    const isResumed = before > 0;
    try {
      await receive(file, address, part, fetching);
      const digests = await digestsOf(place.dataset, part.path, { content: file.contentSha256 !== undefined, signal });
      const wrong = wrongDigest(file, digests, recordFor(file, place));
      if (wrong === undefined) return digests;
      part.restart({ address: shownAddress(address) });
      if (!isResumed) throw new AddressError(`what comes ${wrong}`);
    } catch (error) {
      if (!(error instanceof AddressError) || !error.again) throw error;
      if (part.size - before >= something) failed = 0;
      if (failed >= retries) throw error;
      const wait = Math.min(longestWait, Math.max(error.wait ?? 0, 2 ** failed));
      failed += 1;
      onFailed(shownAddress(address), error.message, wait);
      await pause(wait, signal);
    }
  }
}
