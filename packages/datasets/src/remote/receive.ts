import { AddressError } from './address-error.ts';
import { type Address, shownAddress } from './addresses.ts';
import type { Answer, Question } from './answer.ts';
import { exactBytes } from './check-file.ts';
import type { HttpSession } from './http-session.ts';
import { openLocal } from './local-file.ts';
import type { PartialFile } from './partial-file.ts';
import type { RemoteFile } from './remote-file.ts';

/** With what a file is received. */
export interface Receiving {
  /** The data set, for error messages. */
  readonly dataset: string;
  /** Asks web servers. */
  readonly session: HttpSession;
  /** Is told how many bytes of the file are here, and how many there are. */
  readonly onBytes: (bytes: number, total: number | undefined) => void;
  /** Stops it. */
  readonly signal: AbortSignal | undefined;
}

/** The most bytes of a file of which nobody says how many it has: 16 GiB. */
const most = 2 ** 34;

/**
 * Receives what a part lacks of a file.
 *
 * @param file - The file.
 * @param address - Where it comes from.
 * @param part - What is here of it; afterwards all of it.
 * @param receiving - With what.
 * @throws {@link AddressError} when the address does not give it, or gives another one.
 */
export async function receive(
  file: RemoteFile,
  address: Address,
  part: PartialFile,
  { dataset, session, onBytes, signal }: Receiving,
): Promise<void> {
  const question = { ...resumption(file, address, part), signal };
  if (question.start > 0 && question.start === (exactBytes(file) ?? part.source?.total)) return;
  const answer = await ask(dataset, session, address, question);
  try {
    const total = wholeSize(file, answer);
    if (answer.start > 0 && part.source?.total !== undefined && total !== part.source.total) {
      part.restart({ address: shownAddress(address) });
      throw new AddressError('the file changed while it came', { again: true });
    }
    if (answer.start === 0) {
      part.restart({ address: shownAddress(address), validator: answer.validator, total });
    }
    const limit = total ?? largest(file);
    onBytes(part.size, total);
    for await (const bytes of answer.body) {
      signal?.throwIfAborted();
      if (part.size + bytes.length > limit) {
        part.restart({ address: shownAddress(address) }); // It is part of something else.
        throw new AddressError(`more than the ${limit} bytes of the file come`);
      }
      part.append(bytes);
      onBytes(part.size, total);
    }
    if (total !== undefined && part.size < total) {
      throw new AddressError(`${part.size} of ${total} bytes came`, { again: true });
    }
  } finally {
    answer.close();
  }
}

/** From which byte on a part can be completed: it must be of the same file, or the digest must tell afterwards. */
function resumption(file: RemoteFile, address: Address, { size, source }: PartialFile): Omit<Question, 'signal'> {
  const anew = { start: 0, validator: undefined };
  if (size === 0 || size > largest(file)) return anew;
  const isSame = source?.validator !== undefined && source.address === shownAddress(address);
  if (isSame) return { start: size, validator: source.validator };
  return file.sha256 !== undefined && file.contentSha256 === undefined ? { start: size, validator: undefined } : anew;
}

function ask(dataset: string, session: HttpSession, address: Address, question: Question): Promise<Answer> {
  return typeof address === 'string' ? openLocal(dataset, address, question) : session.open(address, question);
}

/** Bytes of the whole file, by its card or by the answer, which must agree. */
function wholeSize(file: RemoteFile, { total, isPage }: Answer): number | undefined {
  const exact = exactBytes(file);
  if (exact !== undefined && total !== undefined && total !== exact) {
    throw new AddressError(`what comes has ${total} bytes, not ${exact}`);
  }
  if (total !== undefined && total > largest(file)) throw new AddressError(`what comes has ${total} bytes, too many`);
  const isKnown = file.sha256 !== undefined || file.contentSha256 !== undefined;
  if (isPage && !isKnown && !/\.html?$/i.test(file.path)) throw new AddressError('what comes is a web page');
  return exact ?? total;
}

/** The most bytes that a file may have: another program may compress it less well. */
function largest(file: RemoteFile): number {
  if (file.bytes === undefined) return most;
  return exactBytes(file) ?? 2 * file.bytes + 2 ** 20;
}
