/**
 * Module hooks (node:module `register`), so that a scenario may lie anywhere: `landau-flow` is found from a folder where it is not
 * installed, and a TypeScript file is an ES module even where package.json does not say `"type": "module"`.
 */
import type { ResolveHook } from "node:module";

export const resolve: ResolveHook = async (specifier, context, next) => {
  const found = await search(specifier, context, next);
  const typescript = /\.ts(\?|$)/.test(found.url);
  return typescript && found.format === "commonjs" ? { ...found, format: "module" } : found;
};

const search: ResolveHook = async (specifier, context, next) => {
  try {
    return await next(specifier, context);
  } catch (error) {
    if (!/^landau-flow(\/|$)/.test(specifier)) throw error;
    return next(specifier, { ...context, parentURL: import.meta.url });
  }
};
