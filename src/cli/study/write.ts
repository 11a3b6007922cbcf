/**
 * Writes the pictures and the report into a run folder: figures/NAME.svg, figures/NAME.png, report.html. What the folder's manifest says
 * (command, versions, seeds) goes into the report when there is one.
 */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { ScenarioError, told } from "../../errors.ts";
import type { FigureSpec, Result, Study, StudyUnits } from "../../protocols/index.ts";
import { compare, withCurves, type Comparison } from "../../study/conclude/compare.ts";
import { readComparisons } from "../../study/folder/comparisons.ts";
import { editionOptions } from "../../study/plan/command.ts";
import { writeWhole } from "../../study/folder/whole-file.ts";
import { readManifest } from "../../study/folder/manifest.ts";
import { captionOf } from "../../report/figure/caption.ts";
import { few } from "../../report/figure/curves/curve.ts";
import { defaultFigures } from "../../report/figure/curves/defaults.ts";
import { drawing, isEmpty } from "../../report/figure/curves/drawing.ts";
import { renderFigure } from "../../report/figure/figure.ts";
import { liveData } from "../../report/figure/live.ts";
import type { ComparedPage } from "../../report/page/comparison.ts";
import { figureHtml, reportHtml, type Page, type Shown, type Skipped } from "../../report/page/html.ts";
import type { Provenance } from "../../report/page/provenance.ts";
import { pngOf } from "../../report/figure/png.ts";
import { inUnits, timeIn } from "../../report/units.ts";
import type { Judged } from "../../report/text/table.ts";

/** Files written, in the order of the study's figures: all SVG and PNG paths, and the report's. */
export interface Written {
  readonly figures: string[];
  readonly html: string;
  /** What could not be drawn or written, a line each; unmeasured figures are no trouble. */
  readonly troubles: string[];
}

/** Every figure apart: one that cannot be drawn is a line in the report, and the others are there. `known`: what else the report says. */
export function writeReport(
  directory: string,
  reduced: Result,
  judgements: readonly Judged[],
  study: Pick<Study, "question" | "sources" | "figures" | "units">,
  known: Pick<Page, "troubles" | "notes"> = {},
): Written {
  const { units } = study;
  const result = inUnits(reduced, units);
  const figures = (study.figures ?? defaultFigures(result)).map((spec) => figureIn(spec, units));
  const written = figures.map((spec) => writeFigure(directory, result, spec));
  const files = comparedFiles(directory, reduced, units);
  const own: ComparedPage = { title: "The scenario's own solutions", allowance: 0, comparison: compare(result), figures: [] };
  const comparisons = [own, ...files.map(({ page }) => page)];
  const troubles = [...written.flatMap(({ trouble }) => trouble ?? []), ...files.flatMap((one) => one.troubles)];
  const { notes = [], troubles: earlier = [] } = known;
  const html = join(directory, "report.html");
  const drawn = written.map(({ shown }) => shown);
  const provenance = provenanceOf(directory);
  writeWhole(
    html,
    reportHtml({ result, stored: reduced, judgements, study, figures: drawn, provenance, comparisons, troubles: [...earlier, ...troubles], notes }),
  );
  return { figures: written.flatMap((one) => one.files), html, troubles };
}

/** A figure's times are stated in reduced units, as all of a scenario is. */
const figureIn = ({ times, ...spec }: FigureSpec, units: StudyUnits | undefined): FigureSpec => ({
  ...spec,
  ...(times ? { times: units ? times.map((t) => timeIn(t, units)) : times } : {}),
});

/** The solutions from files that the folder was compared with, against the replicates that are there now. */
function comparedFiles(directory: string, result: Result, units: StudyUnits | undefined): { page: ComparedPage; troubles: string[] }[] {
  return readComparisons(directory).map(({ name, file, allowance, curves }) => {
    const compared = inUnits(withCurves(result, curves), units);
    const comparison = compare(compared, allowance);
    const written = drawComparison(directory, compared, comparison, name);
    return {
      page: { title: file, allowance, comparison, figures: written.map(({ shown }) => figureHtml(shown)) },
      troubles: written.flatMap(({ trouble }) => trouble ?? []),
    };
  });
}

/** Writes a figure for every quantity compared, figures/compared-FILE-QUANTITY.svg and .png. */
export function writeComparison(directory: string, result: Result, comparison: Comparison, name: string): Pick<Written, "figures" | "troubles"> {
  const written = drawComparison(directory, result, comparison, name);
  return { figures: written.flatMap(({ files }) => files), troubles: written.flatMap(({ trouble }) => trouble ?? []) };
}

function drawComparison(directory: string, result: Result, { cells }: Comparison, name: string): WrittenFigure[] {
  const compared = cells.flatMap(({ solutions }) => solutions.flatMap((solution) => solution.compared));
  const names = new Set(compared.map(({ series }) => series));
  const times = few([...new Set(compared.flatMap(({ deviations }) => deviations.map(({ t }) => t)))].sort((a, b) => a - b));
  const specs = defaultFigures(result).filter(({ series }) => names.has(series[0]));
  return specs.map((spec) => writeFigure(directory, result, { ...spec, name: `compared-${name}-${spec.name}`, times }));
}

interface WrittenFigure {
  readonly shown: Shown | Skipped;
  readonly files: readonly string[];
  readonly trouble?: string;
}

/** Draws a figure and writes figures/NAME.svg and .png. Of one without anything measured nothing is drawn; what fails is told, and what was drawn before is kept. */
function writeFigure(directory: string, result: Result, spec: FigureSpec): WrittenFigure {
  const { name, series } = spec;
  let shown: Shown | Skipped = { name, because: `nobody measured ${series.join(", ")}` };
  const files: string[] = [];
  try {
    // Figures of a folder made elsewhere have names that no plan has looked at.
    if (!/^[A-Za-z0-9][\w.-]*$/.test(name)) throw new ScenarioError('invalid name (letters, digits, ".", "_" and "-")');
    const drawn = drawing(result, spec);
    if (isEmpty(drawn)) return { shown, files };
    const { svg, width } = renderFigure(drawn);
    shown = { name, svg, width, caption: captionOf(drawn), live: liveData(drawn) };
    for (const [ending, content] of [
      ["svg", () => svg],
      ["png", () => pngOf(svg)],
    ] as const) {
      const file = join(directory, "figures", `${name}.${ending}`);
      writeWhole(file, content());
      files.push(file);
    }
    return { shown, files };
  } catch (error) {
    const because = told(error).replace(`figure ${name}: `, "");
    return { shown: "svg" in shown ? shown : { name, because }, files, trouble: `figure ${name}: ${because}` };
  }
}

function provenanceOf(directory: string): Provenance | undefined {
  if (!existsSync(join(directory, "requests"))) return undefined;
  const { commands, versions, seeds, edition, origin } = readManifest(directory);
  return { commands, versions, seeds: seeds.streams, edition: editionOptions(edition), ...(origin ? { origin } : {}) };
}
