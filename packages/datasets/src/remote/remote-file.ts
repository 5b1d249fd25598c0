/** A file of a data set: where it can be fetched, and how it is known to be the right one. */
export interface RemoteFile {
  /** Its name in the folder of the data set, with `/` between folders. */
  readonly path: string;
  /** Addresses, in the order that they are tried in. None: its owner lets nobody fetch it by program. */
  readonly urls: readonly string[];
  /** Its size. */
  readonly bytes?: number;
  /** SHA-256 of the file, in hexadecimal digits. */
  readonly sha256?: string;
  /** SHA-256 of what a compressed file holds: enough by itself, as mirrors compress anew, or not at all. */
  readonly contentSha256?: string;
  /** Folders that an archive holds: where all lie in a folder of the user's, the archive itself is not needed. */
  readonly unpacked?: readonly string[];
}
