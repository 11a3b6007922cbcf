/** Statements as text: lines for a terminal, and the table of scenarios/README.md. */
import type { Statement, Verdict } from "../../protocols/index.ts";
import { wrap } from "./wrap.ts";

/** Two lines a statement: verdict, whether it is the expected one, name; and what tells most. */
export function statementLines({ id, source, expected }: Statement, verdict: Verdict, asExpected: boolean, width: number): string {
  const told = "because" in verdict ? verdict.because : verdict.evidence;
  const differs = asExpected ? "" : `, DIFFERS (expected ${expected})`;
  const need = "need" in verdict ? [`needs: ${verdict.need}`] : [];
  return (
    [`${verdict.kind.padEnd(12)} ${id}${differs}`, ...[source, told, ...need].flatMap((text) => wrap(text, width - 4, "  ").map((line) => `    ${line}`))].join(
      "\n",
    ) + "\n"
  );
}

/** A table in Markdown: one row a statement, the papers' in their order. */
export function statementsTable(statements: readonly Statement[]): string {
  const rows = statements.map(({ id, statement, source, reading, printed, evidence, expected }) =>
    [`\`${id}\``, statement, source, printed === undefined ? "ours" : reading, evidence, expected].map((cell) => cell.replaceAll("|", "\\|")).join(" | "),
  );
  return ["| name | statement | where | reading | evidence | expected |", "|---|---|---|---|---|---|", ...rows.map((row) => `| ${row} |`)].join("\n");
}
