import { didYouMean, EquipoiseError, listed, show } from '@equipoise/core';

import type { GalleryEntry } from './entry.ts';
import { business } from './entries/business.ts';
import { customerService } from './entries/customer-service.ts';
import { language } from './entries/language.ts';
import { translationTone } from './entries/translation-tone.ts';
import { dataPoor } from './entries/data-poor.ts';
import { driving } from './entries/driving.ts';
import { drone } from './entries/drone.ts';
import { imageSegmentation } from './entries/image-segmentation.ts';
import { marketing } from './entries/marketing.ts';
import { medicalImages } from './entries/medical-images.ts';
import { operations } from './entries/operations.ts';
import { smartHome } from './entries/smart-home.ts';

/** The entries of the gallery, in the order of its index. */
const entries: readonly GalleryEntry[] = [
  // One line each, so that two new ones do not meet.
  language,
  customerService,
  translationTone,
  marketing,
  business,
  smartHome,
  dataPoor,
  operations,
  medicalImages,
  driving,
  drone,
  imageSegmentation,
];

/** The entries of the gallery by name, in the order of its index. */
export const gallery: ReadonlyMap<string, GalleryEntry> = new Map(entries.map((entry) => [entry.name, entry]));

/**
 * An entry of the gallery by its name.
 *
 * @param name - The name, of whatever origin.
 * @throws {@link @equipoise/core!EquipoiseError} when there is none; names the nearest one.
 */
export function galleryEntry(name: string): GalleryEntry {
  const entry = gallery.get(name);
  if (entry) return entry;
  const names = [...gallery.keys()];
  throw new EquipoiseError(
    `gallery: there is no entry ${show(name)}${didYouMean(name, names)}: it must be one of ${listed(names)}.`,
  );
}
