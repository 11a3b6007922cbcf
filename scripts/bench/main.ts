/**
 * npm run bench [-- PART ... --OPTION ...]: every part but those on request, or those named, each in a process of its own, so that its peak memory is its own and no part
 * warms up another. Goals, options and what a part compares with stand in its file.
 */
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { benchAccuracy } from "./accuracy.ts";
import { benchCollisions } from "./collisions.ts";
import { benchEntropic } from "./entropic.ts";
import { benchFamilies } from "./families.ts";
import { benchTransforms } from "./fft.ts";
import { benchMeanField } from "./mean-field.ts";
import { machine } from "./measure.ts";
import { benchTransport, benchTransportLarge } from "./transport.ts";
import { benchWhiteNoise } from "./white-noise.ts";

/** A part is a line here. */
const parts: Readonly<Record<string, () => void>> = {
  collisions: benchCollisions,
  "mean-field": benchMeanField,
  "white-noise": benchWhiteNoise,
  fft: benchTransforms,
  entropic: benchEntropic,
  transport: benchTransport,
  accuracy: benchAccuracy,
};
/** Too long for every run: only when named. */
const onRequest: Readonly<Record<string, () => void>> = { "transport-large": benchTransportLarge, families: benchFamilies };
const all = { ...parts, ...onRequest };

const options = process.argv.slice(2).filter((word) => word.startsWith("--"));
const asked = process.argv.slice(2).filter((word) => !word.startsWith("--"));
const unknown = asked.filter((name) => !Object.hasOwn(all, name));
if (unknown.length > 0) {
  process.stderr.write(`no such part of the benchmark: ${unknown.join(", ")} (there are: ${Object.keys(all).join(", ")})\n`);
  process.exitCode = 2;
} else if (asked.length === 1) {
  process.stdout.write(`${asked[0]}: ${machine()}\n\n`);
  all[asked[0] as keyof typeof all]();
} else {
  const script = fileURLToPath(import.meta.url);
  for (const part of asked.length ? asked : Object.keys(parts)) {
    const { status } = spawnSync(process.execPath, [...process.execArgv, script, part, ...options], { stdio: "inherit" });
    if (status !== 0) process.exitCode = 1;
  }
}
