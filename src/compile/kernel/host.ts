// WebAssembly as the kernels use it, declared here because neither the language's own library nor Node's types do.

interface Host {
  readonly Module: new (bytes: Uint8Array<ArrayBuffer>) => object;
  readonly Memory: new (size: { readonly initial: number }) => { readonly buffer: ArrayBuffer };
  readonly Instance: new (
    module: object,
    imports: Readonly<Record<string, Readonly<Record<string, object>>>>,
  ) => { readonly exports: Readonly<Record<string, unknown>> };
}

/** The host's WebAssembly; undefined where it has none. */
export const host = (globalThis as { readonly WebAssembly?: Host }).WebAssembly;

let allowed: boolean | undefined;

/** Whether this host compiles WebAssembly: a page's policy may forbid it. */
export function compilesWebAssembly(): boolean {
  if (allowed !== undefined) return allowed;
  try {
    const empty = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);
    allowed = host !== undefined && new host.Module(empty) instanceof host.Module;
  } catch {
    allowed = false;
  }
  return allowed;
}
