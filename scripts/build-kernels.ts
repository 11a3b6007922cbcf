/**
 * Compiles src/kernels/assembly to dist/kernels.wasm with AssemblyScript.
 *
 * Shared, imported memory: ensembles live in it and workers can see them. No relaxed SIMD and no fused multiply-add, so that the
 * results have the same bits on every machine. Exits with 1 and the compiler's message when the sources do not compile.
 */
import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import asc from "assemblyscript/asc";

const root = fileURLToPath(new URL("../", import.meta.url));
const options = [
  "src/kernels/assembly/index.ts",
  ...["--baseDir", root],
  ...["--outFile", "dist/kernels.wasm"],
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
const { error, stderr } = await asc.main(options);
if (error) {
  process.stderr.write(`${stderr.toString()}\nkernels: ${error.message}\n`);
  process.exitCode = 1;
}
