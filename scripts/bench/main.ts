/**
 * npm run bench [-- PART ...]: every part, or those named, each in a process of its own, so that its peak memory is its own and no part
 * warms up another. Goals and what a part compares with stand in its file.
 */
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { benchAccuracy } from "./accuracy.ts";
import { benchCollisions } from "./collisions.ts";
import { benchEntropic } from "./entropic.ts";
import { benchTransforms } from "./fft.ts";
import { benchMeanField } from "./mean-field.ts";
import { machine } from "./measure.ts";
import { benchTransport } from "./transport.ts";

/** A part is a line here. */
const parts: Readonly<Record<string, () => void>> = {
  collisions: benchCollisions,
  "mean-field": benchMeanField,
  fft: benchTransforms,
  entropic: benchEntropic,
  transport: benchTransport,
  accuracy: benchAccuracy,
};

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !Object.hasOwn(parts, name));
if (unknown.length > 0) {
  process.stderr.write(`no such part of the benchmark: ${unknown.join(", ")} (there are: ${Object.keys(parts).join(", ")})\n`);
  process.exitCode = 2;
} else if (asked.length === 1) {
  process.stdout.write(`${asked[0]}: ${machine()}\n\n`);
  parts[asked[0]!]!();
} else {
  const script = fileURLToPath(import.meta.url);
  for (const part of asked.length ? asked : Object.keys(parts)) {
    const { status } = spawnSync(process.execPath, [...process.execArgv, script, part], { stdio: "inherit" });
    if (status !== 0) process.exitCode = 1;
  }
}
