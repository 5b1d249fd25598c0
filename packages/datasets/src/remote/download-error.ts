import { EquipoiseError } from '@equipoise/core';

/** A file of a data set that could not be fetched from any of its addresses. The message says why, and where to put the file. */
export class DownloadError extends EquipoiseError {
  override name = 'DownloadError';
}
