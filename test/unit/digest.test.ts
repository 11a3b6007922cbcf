/** What the digest covers, with the loader that runs take: modules however they are found, files and variables that are read, the package's own code. */
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { footingOf } from "../../src/study/plan/digest.ts";
import type { Scenario } from "../../src/study/plan/load.ts";
import type { DeclaredStudy } from "../../src/study/declare/study.ts";
import { numericPackages } from "../../src/study/plan/package.ts";
import { openThreads } from "../../src/study/plan/threads.ts";
import type { Used } from "../../src/study/plan/inspector.ts";
import type { Edition } from "../../src/study/plan/request.ts";
import { inLong } from "../support/long.ts";

const home = new URL("../../", import.meta.url).pathname;
const folder = realpathSync(mkdtempSync(join(tmpdir(), "landau-digest-")));
const path = join(folder, "own.ts");
const write = (name: string, text: string): void => {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), text);
};
afterAll(() => rmSync(folder, { recursive: true }));

/** A walk of the toy whose every number comes from elsewhere. */
const scenario = (claims = "[]"): string => `
import { readFileSync, readdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { horizon } from "${home}src/setup/horizon.ts";
import { study } from "${home}src/study/declare/study.ts";
import { samples } from "${home}src/files/samples.ts";
import { walk, atOneAndAHalf, meanPosition, endsBelow } from "${home}test/support/toy.ts";
import { bare } from "./bare";
import { typed } from "./typed.js";
import { absolute } from "${folder}/absolute.ts";
import { packed } from "packed";
import { word } from "./words.ts";
const { computed } = await import(["./comp", "uted.ts"].join(""));
const required = createRequire(import.meta.url)("./required.cjs");
const later = await readFile(new URL("later.txt", import.meta.url), "utf8");
export default study({
  title: "Own", vary: { drift: [1, 2] }, replicates: 2,
  scenario: ({ drift }) => {
    const law = samples({ file: "${folder}/cloud.csv" });
    const number = bare + typed + absolute + packed + computed + required + Number(later) + readdirSync("${folder}/many").length;
    const read = Number(readFileSync("${folder}/drift-" + drift + ".txt", "utf8")) + Number(process.env.LANDAU_TEST_DRIFT ?? 0);
    return {
      system: walk({ drift: Math.min(1, drift * read) + 0 * (number + law.dimension) }), initial: atOneAndAHalf, particles: 20,
      time: horizon({ end: 1, steps: 40, observe: 5 }), observe: { position: meanPosition() },
    };
  },
  claims: ${claims},
});`;

beforeAll(() => {
  write("own.ts", scenario());
  write("bare.ts", 'import { deep } from "./deep.ts";\nexport const bare = deep;\n');
  write("deep.ts", "export const deep = 1;\n");
  write("typed.ts", "export const typed: number = 1;\n");
  write("absolute.ts", "export const absolute = 1;\n");
  write("computed.ts", "export const computed = 1;\n");
  write("required.cjs", 'module.exports = require("./further.cjs");\n');
  write("further.cjs", "module.exports = 1;\n");
  write("words.ts", 'export const word = "word";\n');
  write("node_modules/packed/package.json", '{ "name": "packed", "version": "1.0.0", "type": "module", "exports": "./index.js" }');
  write("node_modules/packed/index.js", 'export { packed } from "./inner.js";\n');
  write("node_modules/packed/inner.js", "export const packed = 1;\n");
  write("cloud.csv", "1,2\n3,4\n");
  write("later.txt", "1\n");
  write("drift-1.txt", "0.25\n");
  write("drift-2.txt", "0.25\n");
  write("many/one.txt", "");
});

async function used(edition: Edition = {}): Promise<Map<string, string>> {
  const thread = openThreads(new URL("../../src/study/plan/inspector", import.meta.url), 1);
  try {
    return new Map((await thread.run({ path, name: "own", edition })) as Used);
  } finally {
    await thread.destroy();
  }
}

describe("a run uses", () => {
  it("what the loader takes, however it is named, and what is read on the way; not what only claims need", async () => {
    const found = await used();
    expect([...found.keys()].filter((name) => !name.includes("test/support/toy.ts"))).toEqual([
      "absolute.ts",
      "bare.ts",
      "computed.ts",
      "deep.ts",
      "env LANDAU_TEST_DRIFT",
      "further.cjs",
      "node_modules/packed/index.js",
      "node_modules/packed/inner.js",
      "own.ts",
      "read cloud.csv",
      "read drift-1.txt",
      "read drift-2.txt",
      "read later.txt",
      "read many",
      "required.cjs",
      "typed.ts",
    ]);
    expect([...found.keys()].filter((name) => name.includes("test/support/toy.ts"))).toHaveLength(1);
    // Everything is changed at once; what is used has another hash, each and every one.
    for (const name of ["deep.ts", "typed.ts", "absolute.ts", "computed.ts"]) write(name, readFileSync(join(folder, name), "utf8").replace("= 1", "= 2"));
    write("bare.ts", 'import { deep } from "./deep.ts";\nexport const bare = 2 * deep;\n');
    write("further.cjs", "module.exports = 2;\n");
    write("required.cjs", 'module.exports = 2 * require("./further.cjs");\n');
    write("node_modules/packed/inner.js", "export const packed = 2;\n");
    write("node_modules/packed/index.js", 'export { packed } from "./inner.js"; export const more = 1;\n');
    write("cloud.csv", "1,2\n3,5\n");
    write("later.txt", "2\n");
    for (const name of ["drift-1.txt", "drift-2.txt"]) write(name, "0.3\n");
    write("many/two.txt", "");
    write("own.ts", scenario().replace("particles: 20", "particles: 21"));
    process.env["LANDAU_TEST_DRIFT"] = "0.01";
    const changed = await used();
    delete process.env["LANDAU_TEST_DRIFT"];
    expect([...changed.keys()]).toEqual([...found.keys()]);
    for (const [name, hash] of changed) if (!name.includes("toy.ts")) expect(hash, name).not.toBe(found.get(name));
    // What only a claim uses, and what it says.
    write("own.ts", scenario('[endsBelow("position", word.length)]').replace("particles: 20", "particles: 21").replace('"Own"', '"Another"'));
    write("words.ts", 'export const word = "sentence";\n');
    process.env["LANDAU_TEST_DRIFT"] = "0.01";
    const judged = await used();
    delete process.env["LANDAU_TEST_DRIFT"];
    expect(judged).toEqual(changed);
  });
});

describe("the digest", () => {
  inLong("covers the edition, the package's code and the names of streams; not what to run", async () => {
    const study = { vary: { drift: [1, 2] }, share: [] } as unknown as DeclaredStudy;
    const own: Scenario = { name: "own", path, shown: path, study };
    const of = async (edition: Edition = {}, scenario = own, code?: string) => (await footingOf({ scenario, edition }, code)).digest;
    const first = await of();
    expect(first).toMatch(/^[0-9a-f]{64}$/);
    const editions: Edition[] = [{ seed: "b" }, { smoke: true }, { until: 0.5 }, { set: { particles: ["7"] } }, { set: { drift: ["1"] } }];
    const others: Scenario[] = [
      { ...own, name: "renamed" },
      { ...own, study: { ...study, share: ["drift"] } },
      { ...own, study: { ...study, vary: { kind: ["plain"], drift: [1, 2] } } },
    ];
    const all = [...editions.map((edition) => () => of(edition)), ...others.map((one) => () => of({}, one)), () => of({}, own, "another build")];
    const digests = new Set([first]);
    for (const one of all) digests.add(await one());
    expect(digests.size).toBe(all.length + 1);
    expect(await of({ set: { replicates: ["5"] } })).toBe(first);
  });

  it("counts every package that the numeric rooms import", () => {
    const rooms = ["math", "random", "model", "laws", "files", "transport", "functionals", "solvers", "theory", "kernels"].map((room) => `src/${room}`);
    const files = [...rooms, "particles"].flatMap((room) =>
      readdirSync(join(home, room), { recursive: true, encoding: "utf8" }).map((name) => join(home, room, name)),
    );
    const names = files
      .filter((file) => file.endsWith(".ts") && !file.includes("/assembly/"))
      .flatMap((file) =>
        [...readFileSync(file, "utf8").matchAll(/(?:from|import)\s*\(?\s*"((?:@[\w-]+\/)?[a-z][\w-]*)(?:\/[\w./-]+)?"/g)].map(([, name]) => name),
      );
    // What checks input and what writes tables make no numbers.
    const imported = [...new Set(names)].filter((name) => !["node", "landau-flow", "zod", "hyparquet-writer"].includes(name));
    expect(imported.sort()).toEqual(numericPackages);
  });
});
