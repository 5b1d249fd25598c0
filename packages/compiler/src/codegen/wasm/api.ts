/** The part of WebAssembly's interface that is needed here: the library of Node's types leaves it out. */
interface WebAssemblyApi {
  readonly Memory: new (limits: { initial: number; maximum: number }) => { readonly buffer: ArrayBuffer };
  readonly Module: new (bytes: Uint8Array) => object;
  /** Pages may not compile large modules synchronously; this is asynchronous. */
  readonly compile: (bytes: Uint8Array) => Promise<object>;
  readonly Instance: new (
    module: object,
    imports: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
  ) => { readonly exports: Readonly<Record<string, unknown>> };
}

/** WebAssembly, which every engine of JavaScript has. */
export const webAssembly = (globalThis as unknown as { readonly WebAssembly: WebAssemblyApi }).WebAssembly;
