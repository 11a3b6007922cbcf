/**
 * Compiles src/kernels/assembly to dist/kernels.wasm with AssemblyScript, and writes what it exports to src/kernels/interface.ts.
 *
 * Shared, imported memory: ensembles live in it and workers can see them. No relaxed SIMD and no fused multiply-add, so that the
 * results have the same bits on every machine. Exits with 1 and the compiler's message when the sources do not compile.
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import asc from "assemblyscript/asc";
import { interfaceOf } from "./kernel-interface.ts";

const root = fileURLToPath(new URL("../", import.meta.url));
const options = [
  "src/kernels/assembly/index.ts",
  ...["--baseDir", root],
  ...["--outFile", "dist/kernels.wasm"],
  ...["--bindings", "raw"],
  ...["--runtime", "stub"],
  ...["--enable", "simd"],
  ...["--enable", "threads"],
  ...["--initialMemory", "1", "--maximumMemory", "65536"],
  ...process.argv.slice(2),
  "-O3",
  "--noAssert",
  "--importMemory",
  "--sharedMemory",
];

mkdirSync(`${root}dist`, { recursive: true });
let declarations = "";
const { error, stderr } = await asc.main(options, {
  writeFile(name, contents) {
    if (name.endsWith(".d.ts")) declarations = String(contents);
    else if (!name.endsWith(".js")) writeFileSync(`${root}${name}`, contents);
  },
});
if (error) {
  process.stderr.write(`${stderr.toString()}\nkernels: ${error.message}\n`);
  process.exitCode = 1;
} else {
  const file = `${root}src/kernels/interface.ts`;
  const text = interfaceOf(declarations, root);
  if (text !== readFileSync(file, "utf8")) writeFileSync(file, text);
}
