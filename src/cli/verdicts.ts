/**
 * Verdicts that were found before: `verdicts/*.jsonl` in a folder of `landau verify`, one file a process, one line a statement, closed by a checksum. Of a statement with two
 * lines the first counts: a check gives the same bits again. A line that is not what was written counts for nothing.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { CheckVerdict } from "../protocols/index.ts";
import { openJournal, type Journal } from "../study/folder/journal.ts";
import { verdictShape } from "../study/folder/conclusion.ts";
import { valueShape } from "../study/folder/curves.ts";
import { checksum } from "../study/folder/line.ts";
import { fromJson, toJson } from "../json/not-finite.ts";

/** An open store. */
export interface Verdicts {
  readonly held: ReadonlyMap<string, CheckVerdict>;
  /** Throws what the file system says when the line cannot be written. */
  keep(id: string, verdict: CheckVerdict): void;
  close(): void;
}

const comparisonShape = z.looseObject({
  name: z.string(),
  relation: z.enum(["=", "<=", "<"]),
  ...{ left: valueShape, right: valueShape, bound: valueShape, scale: valueShape },
});
const caseShape = z.looseObject({ name: z.string(), verdict: verdictShape, comparison: comparisonShape.optional() });
const casesShape = z.looseObject({ cases: z.array(caseShape).min(1) });
// No intersection: zod finds NaN to be no NaN in those.
const isVerdict = (value: unknown): boolean => verdictShape.safeParse(value).success && casesShape.safeParse(value).success;
const lineShape = z.object({ id: z.string(), verdict: z.custom<CheckVerdict>(isVerdict) });

const sum = /^(.*),"check":"([0-9a-f]{16})"\}$/;

export function openVerdicts(directory: string): Verdicts {
  const folder = join(directory, "verdicts");
  const held = new Map<string, CheckVerdict>();
  for (const name of existsSync(folder) ? readdirSync(folder).sort() : []) {
    if (!name.endsWith(".jsonl")) continue;
    for (const line of readFileSync(join(folder, name), "utf8").split("\n")) {
      const [, content, check] = sum.exec(line) ?? [];
      if (content === undefined || checksum(content) !== check) continue;
      const { data } = lineShape.safeParse(fromJson(line));
      if (data && !held.has(data.id)) held.set(data.id, data.verdict);
    }
  }
  let journal: Journal | undefined;
  return {
    held,
    keep(id, verdict) {
      const content = toJson({ id, verdict }).slice(0, -1);
      journal ??= openJournal(folder);
      journal.append(`${content},"check":"${checksum(content)}"}`);
      held.set(id, verdict);
    },
    close: () => journal?.close(),
  };
}
