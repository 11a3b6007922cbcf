/** The statements that `verify` and `cite` know: the checks of src/theory, and the scenarios that witness one, found in sub-folders of `scenarios`. */
import { ScenarioError } from "../errors.ts";
import type { Check, Statement } from "../protocols/index.ts";
import { loadScenario, type Scenario } from "../study/plan/load.ts";
import { scenariosInRooms } from "./find.ts";

/** A statement with what judges it: a check, or the scenario that witnesses it. */
export interface Listed {
  readonly statement: Statement;
  readonly judge: Check | Scenario;
}

/** Checks first, in their order; each room's scenarios after its checks. Throws ScenarioError for a scenario that does not load. */
export async function listStatements(): Promise<readonly Listed[]> {
  // Loaded late: the mathematics opens its kernels, and most verbs judge nothing.
  const { checks } = await import("../theory/index.ts");
  const listed: Listed[] = checks.map((check) => ({ statement: statementOf(check), judge: check }));
  for (const [name, path] of scenariosInRooms()) {
    const scenario = await loadScenario(path);
    if (scenario.statement) listed.push({ statement: { ...scenario.statement, id: name, evidence: "particles" }, judge: scenario });
  }
  const rooms = [...new Set(listed.map(({ statement }) => roomOf(statement.id)))];
  return rooms.flatMap((room) => listed.filter(({ statement }) => roomOf(statement.id) === room));
}

const roomOf = (id: string): string => id.split("/")[0];
const statementOf = ({ run: _, ...statement }: Check & { readonly on?: unknown }): Statement => statement;

/** By id, by its last part, or by room. */
export const isNamed = ({ statement: { id } }: Listed, name: string): boolean => id === name || roomOf(id) === name || id.endsWith(`/${name}`);

/** Those that are named; all when no name is given. Throws ScenarioError for a name that nothing has. */
export function chosen(listed: readonly Listed[], names: readonly string[]): readonly Listed[] {
  if (names.length === 0) return listed;
  const unknown = names.find((name) => !listed.some((one) => isNamed(one, name)));
  if (unknown !== undefined) throw new ScenarioError(`${unknown}: no such statement (landau verify --list shows those that exist)`);
  return listed.filter((one) => names.some((name) => isNamed(one, name)));
}
