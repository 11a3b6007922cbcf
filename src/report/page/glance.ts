/** A result at a glance: how many claims ended how, a line a claim, and what there is to be looked at. */
import type { Result, Verdict } from "../../protocols/index.ts";
import { typesetHtml } from "../figure/typeset.ts";
import type { Judged } from "../text/table.ts";
import { verdictDetails } from "../text/table.ts";
import { kindHtml } from "./document.ts";

const kinds: readonly Verdict["kind"][] = ["violated", "undecided", "consistent", "inapplicable"];

/** Where a claim is told in full. */
export const claimAnchor = (index: number): string => `claim-${index + 1}`;

export function glanceHtml({ cells }: Result, judgements: readonly Judged[]): string {
  const counts = kinds.flatMap((kind) => {
    const count = judgements.filter(({ judgement }) => judgement.verdict.kind === kind).length;
    return count === 0 ? [] : [`<span class="count">${count} ${kindHtml(kind)}</span>`];
  });
  const finished = cells.reduce((sum, { replicates }) => sum + replicates.length, 0);
  const failed = cells.reduce((sum, { failures }) => sum + failures.length, 0);
  const replicates = `${finished} ${finished === 1 ? "replicate" : "replicates"} in ${cells.length} ${cells.length === 1 ? "cell" : "cells"}`;
  const failures = failed === 0 ? "" : `, <a href="#failures"><strong>${failed} FAILED</strong></a>`;
  const summary = `<p class="counts">${counts.join(" ")}${counts.length > 0 ? " &middot; " : ""}${replicates}${failures}</p>`;
  return judgements.length === 0 ? summary : `${summary}\n${table(judgements)}`;
}

function table(judgements: readonly Judged[]): string {
  const rows = judgements.map(({ claim, judgement: { verdict } }, k) => {
    const [[, rests]] = verdictDetails(verdict);
    const link = `<a href="#${claimAnchor(k)}">${typesetHtml(claim.statement)}</a>`;
    return `<tr><td class="words">${kindHtml(verdict.kind)}</td><th scope="row" class="words">${link}</th><td class="words">${typesetHtml(rests)}</td></tr>`;
  });
  const header = ["verdict", "claim", "rests on"].map((name) => `<th scope="col" class="words">${name}</th>`).join("");
  return `<div class="scroll"><table><thead><tr>${header}</tr></thead><tbody>${rows.join("\n")}</tbody></table></div>`;
}
