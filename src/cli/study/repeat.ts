/** `--from manifest.json`: a run as its manifest tells it, to be repeated bit for bit. */
import { dirname } from "node:path";
import { z } from "zod";
import { ScenarioError } from "../../errors.ts";
import { jsonOf } from "../../files/source.ts";
import { partsOf } from "../../study/folder/manifest.ts";
import { cellsShape, editionShape, nameShape, pointShape, untilShape, usedShape } from "../../study/folder/request.ts";
import { loadable } from "../../study/folder/source.ts";
import { changesSince, footingOf, type Footing } from "../../study/plan/digest.ts";
import { loadScenario } from "../../study/plan/load.ts";
import { planParts, type Plan } from "../../study/plan/plan.ts";
import type { Edition } from "../../study/plan/request.ts";
import { coordinatesOf, union } from "../../study/plan/task.ts";
import { originOf } from "./provenance.ts";

/** What of a manifest decides numbers; the rest is for people. */
const manifestShape = z.object({
  scenario: z.object({ path: z.string(), name: nameShape }),
  digest: z.string().regex(/^[0-9a-f]{64}$/, "expected a digest of 64 hexadecimal digits"),
  edition: editionShape,
  cells: cellsShape(z.object({ point: pointShape, replicates: z.string() })),
  used: usedShape,
  origin: z.object({ scenario: z.string() }).optional(),
  until: untilShape.optional(),
});

/** The plan and footing of the same run. Throws ScenarioError for what is no manifest, and when scenario or package are not those of the run. */
export async function repeated(file: string): Promise<{ plan: Plan; footing: Footing }> {
  const manifest = readFile(file);
  const scenario = await loadScenario(loadable(dirname(file), manifest.scenario.path), manifest.scenario.name);
  const { plan, strangers } = planParts(scenario, manifest.edition as Edition, union(partsOf(manifest.cells)));
  const footing = await footingOf(plan);
  if (footing.digest !== manifest.digest) {
    const changed = changesSince(manifest.used, footing.used);
    const digests = `digest ${manifest.digest.slice(0, 12)}, now ${footing.digest.slice(0, 12)}`;
    throw new ScenarioError(`${file}: cannot be repeated bit for bit: ${changed} changed since that run (${digests})`);
  }
  const { study } = scenario;
  // A rule that asks the claims ends as they say, and neither is in the digest.
  const judged = manifest.until === "decided" && manifest.origin?.scenario !== undefined && manifest.origin.scenario !== originOf(scenario.path).scenario;
  if (judged || JSON.stringify(manifest.until) !== JSON.stringify(study.until))
    throw new ScenarioError(
      `${file}: cannot be repeated bit for bit: ${scenario.shown} changed since that run, and with it perhaps how many replicates it asks for`,
    );
  if (strangers.length > 0) throw new ScenarioError(`${file}: ${coordinatesOf(strangers[0].point).join(",")}: a cell that ${scenario.shown} does not vary to`);
  return { plan, footing };
}

function readFile(file: string): z.infer<typeof manifestShape> {
  const { data, error } = manifestShape.safeParse(jsonOf(file));
  if (data) return data;
  const { path, message } = error.issues[0];
  throw new ScenarioError(`${file}: ${path.join(".") || "its content"}: ${message} (expected the manifest.json of a run folder)`);
}
