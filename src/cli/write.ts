/**
 * Writes the pictures and the report into a run folder: figures/NAME.svg, figures/NAME.png, report.html. What the folder's manifest says
 * (command, versions, seeds) goes into the report when there is one.
 */
import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { ScenarioError } from "../errors.ts";
import type { Result, Study } from "../protocols/index.ts";
import type { Comparison } from "../study/conclude/compare.ts";
import { readManifest } from "../study/folder/manifest.ts";
import { captionOf } from "../report/figure/caption.ts";
import { few } from "../report/figure/curves/curve.ts";
import { defaultFigures } from "../report/figure/curves/defaults.ts";
import { drawing, isEmpty } from "../report/figure/curves/drawing.ts";
import { renderFigure } from "../report/figure/figure.ts";
import { reportHtml, type Provenance, type Shown, type Skipped } from "../report/page/html.ts";
import { pngOf } from "../report/figure/png.ts";
import type { Judged } from "../report/text/table.ts";

/** Files written, in the order of the study's figures: all SVG and PNG paths, and the report's. Unmeasured figures have no files. */
export interface Written {
  readonly figures: string[];
  readonly html: string;
}

/** Throws ScenarioError for a figure that names an unknown series or facet, or has a name that is no file name. */
export async function writeReport(
  directory: string,
  result: Result,
  judgements: readonly Judged[],
  study: Pick<Study, "question" | "sources" | "figures">,
): Promise<Written> {
  const specs = study.figures ?? defaultFigures(result);
  const names = specs.map(({ name }) => name);
  for (const name of names) {
    if (!/^[A-Za-z0-9][\w.-]*$/.test(name)) throw new ScenarioError(`invalid figure name: ${name} (letters, digits, ".", "_" and "-")`);
  }
  if (new Set(names).size < names.length) throw new ScenarioError(`two figures have one name (figures: ${names.join(", ")})`);
  const shown = specs.map((spec): Shown | Skipped => {
    const drawn = drawing(result, spec);
    if (isEmpty(drawn)) return { name: spec.name, missing: spec.series };
    const { svg, width } = renderFigure(drawn);
    return { name: spec.name, svg, width, caption: captionOf(drawn) };
  });
  const folder = join(directory, "figures");
  await mkdir(folder, { recursive: true });
  const figures: string[] = [];
  for (const each of shown) {
    if ("missing" in each) continue;
    const { name, svg } = each;
    const [vector, raster] = [join(folder, `${name}.svg`), join(folder, `${name}.png`)];
    await writeFile(vector, svg);
    await writeFile(raster, pngOf(svg));
    figures.push(vector, raster);
  }
  const html = join(directory, "report.html");
  await writeFile(html, reportHtml(result, judgements, study, shown, provenanceOf(directory)));
  return { figures, html };
}

/** Writes a figure for every quantity compared, figures/compared-NAME.svg and .png, and returns their paths. */
export async function writeComparison(directory: string, result: Result, { cells }: Comparison): Promise<string[]> {
  const compared = cells.flatMap(({ solutions }) => solutions.flatMap((solution) => solution.compared));
  const names = new Set(compared.map(({ series }) => series));
  const times = new Set(compared.flatMap(({ deviations }) => deviations.map(({ t }) => t)));
  const specs = defaultFigures(result)
    .filter(({ series }) => names.has(series[0]))
    .map((spec) => ({ ...spec, times: few([...times].sort((a, b) => a - b)) }));
  const folder = join(directory, "figures");
  await mkdir(folder, { recursive: true });
  const written: string[] = [];
  for (const spec of specs) {
    const { svg } = renderFigure(drawing(result, { ...spec, name: `compared-${spec.name}` }));
    const [vector, raster] = [join(folder, `compared-${spec.name}.svg`), join(folder, `compared-${spec.name}.png`)];
    await writeFile(vector, svg);
    await writeFile(raster, pngOf(svg));
    written.push(vector, raster);
  }
  return written;
}

function provenanceOf(directory: string): Provenance | undefined {
  if (!existsSync(join(directory, "requests"))) return undefined;
  const { commands, versions, seeds } = readManifest(directory);
  return { command: commands.join("; "), versions, seeds: seeds.streams };
}
