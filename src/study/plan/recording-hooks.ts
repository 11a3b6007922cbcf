/** Module hooks that tell, through a port, what the loader resolves and the text that it runs (TypeScript as the JavaScript that became of it). */
import type { LoadHook, ResolveHook } from "node:module";
import type { MessagePort } from "node:worker_threads";

export type Told = { readonly parent: string; readonly specifier: string; readonly url: string } | { readonly url: string; readonly source: string };

let port: MessagePort;

export function initialize(data: { readonly port: MessagePort }): void {
  port = data.port;
}

export const resolve: ResolveHook = async (specifier, context, next) => {
  const found = await next(specifier, context);
  if (context.parentURL !== undefined) port.postMessage({ parent: context.parentURL, specifier, url: found.url } satisfies Told);
  return found;
};

export const load: LoadHook = async (url, context, next) => {
  const loaded = await next(url, context);
  // CommonJS has no text here, or one that other loaders read again; its files are found in the cache of its own loader.
  const { source } = loaded;
  if (loaded.format === "module" && source !== undefined && source !== null) {
    const text = typeof source === "string" ? source : new TextDecoder().decode(source);
    port.postMessage({ url, source: text } satisfies Told);
  }
  return loaded;
};
