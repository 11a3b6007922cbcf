/**
 * Module hooks (node:module `register`), so that a scenario may lie anywhere: `landau-flow` is found from a folder where it is not
 * installed, and a file that is written as a module is one, TypeScript always, also where package.json does not say `"type": "module"`.
 */
import { readFileSync } from "node:fs";
import type { ResolveHook } from "node:module";
import { fileURLToPath } from "node:url";
import { parse } from "acorn";

export const resolve: ResolveHook = async (specifier, context, next) => {
  const found = await search(specifier, context, next);
  if (found.format !== "commonjs" || !found.url.startsWith("file:")) return found;
  // tsx marks what it would translate to CommonJS.
  const url = found.url.replace(/(%3Ftsx-|[?#]).*$/, "");
  return /\.tsx?$/.test(url) || (url.endsWith(".js") && !url.includes("/node_modules/") && isModule(url)) ? { ...found, url, format: "module" } : found;
};

const search: ResolveHook = async (specifier, context, next) => {
  try {
    return await next(specifier, context);
  } catch (error) {
    if (!/^landau-flow(\/|$)/.test(specifier)) throw error;
    return next(specifier, { ...context, parentURL: import.meta.url });
  }
};

/** Whether a text is JavaScript as a module and not as a script. */
function isModule(url: string): boolean {
  const parses = (text: string, sourceType: "module" | "script") => {
    try {
      return parse(text, { ecmaVersion: "latest", sourceType, allowHashBang: true, allowReturnOutsideFunction: sourceType === "script" }).end >= 0;
    } catch {
      return false;
    }
  };
  const text = readFileSync(fileURLToPath(url), "utf8");
  return !parses(text, "script") && parses(text, "module");
}
