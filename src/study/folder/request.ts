/**
 * `requests/*.json` of a run folder: what each command asked of it, in words and numbers enough to print its results. A file is named by the checksum of
 * its content, is never changed, and is made before the first replicate, so that several processes write side by side and a lost manifest can
 * be made again.
 */
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { ScenarioError } from "../../errors.ts";
import type { Point, Snapshots, Until } from "../../protocols/index.ts";
import type { Described } from "../plan/described.ts";
import type { Edition } from "../plan/request.ts";
import { checksum } from "./line.ts";
import { countable } from "./numbers.ts";
import { writeWhole } from "./whole-file.ts";

const texts = z.record(z.string(), z.array(z.string()));
const horizonShape = z.strictObject({ end: z.number(), steps: z.number(), observe: z.number() });
const particularsShape = z.strictObject({
  dimension: z.number(),
  species: z.array(
    z.strictObject({
      name: z.string(),
      mass: z.number(),
      density: z.number(),
      particles: z.number().optional(),
      laws: z.array(z.record(z.string(), z.unknown())),
    }),
  ),
  interactions: z.array(z.strictObject({ between: z.tuple([z.string(), z.string()]), name: z.string(), strength: z.number(), gamma: z.number().optional() })),
  couplings: z.array(z.string()),
  options: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
});
const quantityShape = z.strictObject({
  name: z.string(),
  short: z.string(),
  symbol: z.string(),
  kind: z.string(),
  velocity: z.union([z.number(), z.literal("-d")]),
  massless: z.literal(true).optional(),
  perTime: z.literal(true).optional(),
  meaning: z.string(),
  residue: z.string().optional(),
  place: z.enum(["estimate", "lower", "upper", "floor", "raw", "slope"]).optional(),
  conserved: z.enum(["momentum", "energy"]).optional(),
  along: z.strictObject({ axis: z.string(), points: z.array(z.number()) }).optional(),
});
const physicalShape = z.strictObject({ quantity: quantityShape, times: z.number(), species: z.string().optional() });
const setupShape = z.strictObject({
  system: z.string(),
  conserves: z.array(z.enum(["momentum", "energy"])),
  initial: z.string(),
  particles: z.number(),
  time: horizonShape,
  observe: z.array(z.string()),
  quantities: z.record(z.string(), quantityShape.extend({ physical: physicalShape.optional() })),
  tables: z.array(z.string()),
  particulars: particularsShape.optional(),
});
export const pointShape = z.record(z.string(), z.union([z.number(), z.string()]));
export const editionShape = z.strictObject({ seed: z.string().optional(), smoke: z.boolean().optional(), set: texts.optional(), until: z.number().optional() });
export const usedShape = z.array(z.tuple([z.string(), z.string()]));
const hashShape = z.string().regex(/^[0-9a-f]{64}$/);
/** Cells with what is asked of each. They may come from another machine: what would fill the memory is refused before it is written out. */
export const cellsShape = <Cell extends z.ZodType<{ replicates: string }>>(cell: Cell) =>
  z.array(cell).min(1, "expected a cell").refine(countable, "expected numbers of replicates such as 0-15, increasing, 1000000 in all at most");
export const untilShape = z.union([z.literal("decided"), z.strictObject({ halfWidth: z.strictObject({ series: z.string(), relative: z.number() }) })]);
const snapshotsShape = z.strictObject({ times: z.array(z.number()).min(1), format: z.enum(["npy", "hdf5"]) });
/** The name of a scenario is that of a folder. */
export const nameShape = z.string().regex(/^[^./\\][^/\\]*$/);
const requestShape = z.strictObject({
  /** The how manyth request of the folder, as far as its process could see. */
  number: z.int(),
  scenario: z.strictObject({ name: nameShape, path: z.string() }),
  title: z.string(),
  digest: hashShape,
  edition: editionShape,
  cells: cellsShape(
    z.strictObject({
      point: pointShape,
      stream: z.string(),
      replicates: z.string(),
      declared: z.number(),
      setup: setupShape,
      snapshots: snapshotsShape.optional(),
    }),
  ),
  used: usedShape,
  origin: z
    .strictObject({ scenario: hashShape, lock: hashShape.optional(), git: z.strictObject({ commit: z.string(), dirty: z.boolean() }).optional() })
    .optional(),
  versions: z.record(z.string(), z.string()),
  machine: z.record(z.string(), z.union([z.string(), z.number()])),
  command: z.string(),
  until: untilShape.optional(),
});

export interface RequestedCell {
  readonly point: Point;
  /** The address of its random streams, without the replicate. */
  readonly stream: string;
  /** Numbers of the replicates asked for, as in `0-15`. */
  readonly replicates: string;
  /** How many the scenario declared. */
  readonly declared: number;
  readonly setup: Described;
  /** Velocities that are kept. */
  readonly snapshots?: Snapshots;
}

export interface Request {
  readonly number: number;
  /** The path is relative to the run folder. */
  readonly scenario: { readonly name: string; readonly path: string };
  readonly title: string;
  readonly digest: string;
  readonly edition: Edition;
  readonly cells: readonly RequestedCell[];
  /** What the scenario loaded and read, with hashes (plan/inspector.ts). */
  readonly used: readonly (readonly [name: string, hash: string])[];
  /** SHA-256 of the scenario's file and of the lock file beside or above it; the commit of its repository, and whether files of it differed. */
  readonly origin?: {
    readonly scenario: string;
    readonly lock?: string;
    readonly git?: { readonly commit: string; readonly dirty: boolean };
  };
  readonly versions: Readonly<Record<string, string>>;
  readonly machine: Readonly<Record<string, string | number>>;
  readonly command: string;
  /** When the study ends before all of them are run. */
  readonly until?: Until;
}

export interface Requests {
  /** In the order in which they were made. */
  readonly requests: readonly Request[];
  /** Files that are not what was written. */
  readonly damaged: readonly string[];
}

/** Throws ScenarioError for two requests of different runs. */
export function readRequests(directory: string): Requests {
  const folder = join(directory, "requests");
  const names = (existsSync(folder) ? readdirSync(folder) : []).filter((name) => name.endsWith(".json")).sort();
  const read = names.map((name) => ({ file: join(folder, name), request: readRequest(join(folder, name), name.slice(0, -5)) }));
  const sound = read.flatMap(({ file, request }) => (request ? [{ file, request }] : []));
  const odd = sound.find(({ request }) => request.digest !== sound[0]?.request.digest);
  if (odd) throw new ScenarioError(`${sound[0]?.file}, ${odd.file}: requests of two different runs in one folder`);
  return {
    requests: sound.map(({ request }) => request).sort((a, b) => a.number - b.number),
    damaged: read.flatMap(({ file, request }) => (request ? [] : [file])),
  };
}

function readRequest(file: string, check: string): Request | undefined {
  const content = contentOf(file);
  if (content === undefined || checksum(content) !== check) return undefined;
  try {
    return requestShape.parse(JSON.parse(content)) as Request;
  } catch {
    return undefined;
  }
}

/** Undefined for what is no file (a folder, a link that leads nowhere); what may not be read is the user's to mend. */
function contentOf(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if (["EISDIR", "ELOOP", "ENOENT"].includes((error as NodeJS.ErrnoException).code ?? "")) return undefined;
    throw error;
  }
}

/** Throws ScenarioError for a request that could not be read again, such as one with a quantity that a scenario in JavaScript declared wrongly. */
export function writeRequest(directory: string, request: Request): void {
  const content = `${JSON.stringify(request, null, 2)}\n`;
  const { error } = requestShape.safeParse(JSON.parse(content));
  if (error) throw new ScenarioError(`a setup that cannot be written down: ${error.issues[0].path.join(".")}: ${error.issues[0].message}`);
  writeWhole(join(directory, "requests", `${checksum(content)}.json`), content);
}
