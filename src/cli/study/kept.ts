/** What a run folder tells of itself, without the scenario's code: what was asked of it, estimates from its replicates, known curves as they were kept. */
import { relative } from "node:path";
import { collect, type Frame, type StudyResult } from "../../study/conclude/estimate.ts";
import { readConclusion, type Conclusion } from "../../study/folder/conclusion.ts";
import { partsOf, readManifest, type Manifest } from "../../study/folder/manifest.ts";
import { readStore, type Stored } from "../../study/folder/store.ts";
import { tellable } from "../../study/plan/described.ts";
import { difference, labelOf, type Part } from "../../study/plan/task.ts";
import { openNotes, scenarioOf, tellDamage, tellLost, tellMissing } from "./folder.ts";
import type { Io } from "../io.ts";

/** All that was asked of a folder; of a study with a rule, what the rule asked for when it was last judged. */
export const askedOf = ({ cells, stopping }: Manifest, conclusion: Conclusion | undefined): Part[] => partsOf(stopping ? (conclusion?.asked ?? cells) : cells);

/** Replicates that are there and belong to the result. */
export const partsIn = ({ stopping }: Manifest, stored: Stored, conclusion: Conclusion | undefined): Part[] =>
  stopping && conclusion?.asked ? partsOf(conclusion.asked) : stored.parts();

/** The points of which the folder has a description, with these replicates. */
export function frameOf(manifest: Manifest, directory: string, parts: readonly Part[]): Frame {
  const { scenario, title, digest, edition, cells, stopping } = manifest;
  const held = new Map(parts.map((part) => [labelOf(part.point), part.replicates]));
  return {
    study: scenario.name,
    title,
    digest,
    edition,
    ...(stopping ? { stopping } : {}),
    shown: relative(process.cwd(), scenarioOf(directory, manifest)),
    cells: cells.map(({ point, stream, declared, setup }) => ({
      ...{ point, stream, declared, quantities: setup.quantities },
      ...(setup.particulars ? { particulars: setup.particulars } : {}),
      setup: tellable(setup),
      replicates: held.get(labelOf(point)) ?? [],
    })),
  };
}

/** The same result with the known curves that were kept when it was judged. */
export function withCurves(result: StudyResult, conclusion: Conclusion | undefined): StudyResult {
  const curves = new Map(conclusion?.curves.map((one) => [labelOf(one.point), one]));
  const cells = result.cells.map((cell) => {
    const { reference = {}, compared = {} } = curves.get(labelOf(cell.point)) ?? {};
    return { ...cell, setup: { ...cell.setup, reference }, ...(Object.keys(compared).length > 0 ? { compared } : {}) };
  });
  return { ...result, cells };
}

/** Whether the kept verdicts were made of these replicates. */
export function isOf({ counts }: Conclusion, result: StudyResult): boolean {
  const then = counts.map(({ point, finished, failed }) => ({ point, replicates: { length: finished }, failures: { length: failed } }));
  return countsOf(result) === countsOf({ cells: then });
}

interface Counted {
  readonly cells: readonly {
    readonly point: Parameters<typeof labelOf>[0];
    readonly replicates: { readonly length: number };
    readonly failures: { readonly length: number };
  }[];
}

const countsOf = ({ cells }: Counted): string =>
  cells
    .map(({ point, replicates, failures }) => `${labelOf(point)} ${replicates.length} ${failures.length}`)
    .sort()
    .join("\n");

/** A run folder as it tells itself. */
export interface OpenedFolder {
  readonly manifest: Manifest;
  readonly result: StudyResult;
}

/** What a folder holds, without verdicts. Throws ScenarioError when it is no run folder. */
export function openFolder(directory: string, io: Io): OpenedFolder {
  const { damaged, ...manifest } = readManifest(directory);
  const stored = readStore(directory, manifest.digest);
  tellDamage(stored.damage, false, io);
  tellLost(damaged, io);
  const conclusion = readConclusion(directory);
  tellMissing(directory, difference(askedOf(manifest, conclusion), stored.parts()), openNotes(directory, io));
  return { manifest, result: collect(frameOf(manifest, directory, partsIn(manifest, stored, conclusion)), stored.outcomes()) };
}
