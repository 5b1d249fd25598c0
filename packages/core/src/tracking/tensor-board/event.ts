import { ProtobufWriter } from '@equipoise/compiler';

/** What `SessionLog` says of a run. */
const sessionStatus = { start: 1, stop: 2 } as const;

/** What an event holds, besides its time and step. */
export type EventBody =
  | { readonly kind: 'version' }
  | { readonly kind: 'scalars'; readonly values: Readonly<Record<string, number>> }
  | { readonly kind: 'text'; readonly tag: string; readonly text: string }
  | { readonly kind: 'session'; readonly status: keyof typeof sessionStatus };

/**
 * An event of TensorBoard, as a protocol buffer. Numbers are kept as 32-bit floats.
 *
 * Source: TensorFlow, core/util/event.proto and core/framework/summary.proto, https://github.com/tensorflow/tensorflow.
 *
 * @param body - What it holds.
 * @param step - Its step.
 * @param seconds - When it was: seconds since 1970.
 */
export function event(body: EventBody, step: number, seconds: number): Uint8Array {
  const writer = new ProtobufWriter().double(1, seconds);
  if (step > 0) writer.int(2, step);
  switch (body.kind) {
    case 'version':
      return writer.string(3, 'brain.Event:2').finish();
    case 'scalars':
      return writer.message(5, scalars(body.values)).finish();
    case 'text':
      return writer.message(5, new ProtobufWriter().message(1, text(body))).finish();
    case 'session':
      return writer.message(7, new ProtobufWriter().int(1, sessionStatus[body.status])).finish();
  }
}

/**
 * Whether an event that {@link event} made is one that a resumed run takes out.
 *
 * @param content - The event.
 * @param step - The step after which the run is made again.
 */
export function isAfter(content: Uint8Array, step: number): boolean {
  const view = new DataView(content.buffer, content.byteOffset, content.byteLength);
  const hasStep = view.getUint8(9) === 0x10; // After the time, which has 9 bytes: field 2.
  let [place, own] = [hasStep ? 10 : 9, 0];
  for (let factor = 1; hasStep; factor *= 128) {
    const byte = view.getUint8(place);
    place += 1;
    own += (byte % 128) * factor;
    if (byte < 128) break;
  }
  const isEnd = view.getUint8(place) === 0x3a && view.getUint8(place + 3) === sessionStatus.stop; // Field 7, of 2 bytes, field 1.
  return own > step || isEnd;
}

function scalars(values: Readonly<Record<string, number>>): ProtobufWriter {
  const summary = new ProtobufWriter();
  for (const [tag, value] of Object.entries(values)) {
    summary.message(1, new ProtobufWriter().string(1, tag).float(2, value));
  }
  return summary;
}

/** A text of the plugin of that name: a tensor of one string, type 7. */
function text({ tag, text }: { readonly tag: string; readonly text: string }): ProtobufWriter {
  const shape = new ProtobufWriter().message(2, new ProtobufWriter().int(1, 1));
  const tensor = new ProtobufWriter().int(1, 7).message(2, shape).string(8, text);
  const metadata = new ProtobufWriter().message(1, new ProtobufWriter().string(1, 'text'));
  return new ProtobufWriter().string(1, tag).message(8, tensor).message(9, metadata);
}
