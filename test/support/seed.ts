/**
 * Other random numbers for the whole of a test run: with LANDAU_TEST_SEED=7 every address of randomness stands for another stream, as if the seed were part of it. The addresses themselves,
 * which tests compare, stay. Read here and nowhere else; vitest.seeds.config.ts uses it:
 *
 *   LANDAU_TEST_SEED=7 npx vitest run --config vitest.seeds.config.ts test/law
 */
import type { Plugin } from "vitest/config";

const ADDRESS = "alea(digestOf(address))";

/** Changes src/random/key.ts, from which all randomness comes, as it is loaded. */
export function otherSeed(seed = process.env["LANDAU_TEST_SEED"]): Plugin {
  return {
    name: "another seed",
    enforce: "pre",
    transform(code, id) {
      if (seed === undefined || !id.endsWith("/src/random/key.ts")) return undefined;
      if (!code.includes(ADDRESS)) throw new Error(`src/random/key.ts: no ${ADDRESS} to seed`);
      return code.replace(ADDRESS, `alea(digestOf(address + ${JSON.stringify(`[${seed}]`)}))`);
    },
  };
}
