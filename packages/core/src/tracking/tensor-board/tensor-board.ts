import { appendBytes } from '../../documents/append-bytes.ts';
import { nodePath } from '../../documents/node-files.ts';
import { wallTime } from '../clock.ts';
import type { TrackedRun, TrackEvent, Tracker } from '../tracker.ts';
import { event, type EventBody } from './event.ts';
import { cutEventFiles, holdsEnd, nextEventFile } from './event-files.ts';
import { record } from './record.ts';

/**
 * Keeps runs as event files, which TensorBoard shows and other tools import: a folder for each run, named by its group, name and id. Numbers are
 * scalars, kept as 32-bit floats; the configuration is a text. A run that is resumed, or made again, is in its folder once: what the files have after the
 * step where it begins is taken out, and TensorBoard is told to forget it. Files of others in the folder are left alone.
 *
 * @param folder - The folder to give to `tensorboard --logdir`; it is made when it is missing.
 * @throws {@link StorageError} when a file cannot be written.
 */
export function tensorBoard(folder: string): Tracker {
  const files = new Map<string, string>();
  const write = (own: string, run: TrackedRun, events: readonly (readonly [EventBody, step: number])[]): void => {
    const seconds = wallTime() / 1000;
    const bytes = events.map(([body, step]) => record(event(body, step, seconds)));
    const file = files.get(run.id) ?? nextEventFile(own);
    files.set(run.id, file);
    appendBytes(file, joined(bytes));
  };
  return {
    name: 'tensorboard',
    has: (run) => holdsEnd(folderOf(folder, run)),
    onEvent(told) {
      const own = folderOf(folder, told.run);
      if (told.kind === 'begin') {
        cutEventFiles(own, told.step);
        files.delete(told.run.id);
      }
      const events = eventsOf(told);
      if (events.length > 0) write(own, told.run, events);
    },
  };
}

function eventsOf(told: TrackEvent): readonly (readonly [EventBody, step: number])[] {
  switch (told.kind) {
    case 'begin': {
      // TensorBoard forgets what it has seen of this step and later ones.
      const start = [{ kind: 'session', status: 'start' }, told.step + 1] as const;
      const text = configText(told.run);
      return [[{ kind: 'version' }, 0], start, ...(told.step === 0 ? [[text, 0] as const] : [])];
    }
    case 'values':
      return told.points.map(({ step, values }) => [{ kind: 'scalars', values }, step]);
    case 'end':
      // What TensorBoard calls a stop is that of a run which came to its end.
      return told.status === 'finished' ? [[{ kind: 'session', status: 'stop' }, 0]] : [];
  }
}

/** The configuration as a table of Markdown. */
function configText({ config }: TrackedRun): EventBody {
  const cell = (value: string | number | boolean): string =>
    String(value).replace(/[|\\`<>&\r\n]/g, (sign) => `&#${sign.charCodeAt(0)};`);
  const rows = Object.entries(config).map(([name, value]) => `| ${cell(name)} | ${cell(value)} |`);
  return { kind: 'text', tag: 'config', text: ['| option | value |', '| --- | --- |', ...rows].join('\n') };
}

function folderOf(folder: string, { group, name, id }: TrackedRun): string {
  return nodePath().join(folder, fileName(group), `${fileName(name)}-${id}`);
}

/** A name as that of a folder: on every system, and never one above. */
function fileName(name: string): string {
  const plain = name.replace(/[^\p{L}\p{N}._=-]+/gu, '-').replace(/^[.-]+|[.-]+$/g, '');
  return plain.slice(0, 80) || 'run';
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let offset = 0;
  for (const part of parts) {
    bytes.set(part, offset);
    offset += part.length;
  }
  return bytes;
}
