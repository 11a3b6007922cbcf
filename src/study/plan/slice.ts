/**
 * What of a module decides numbers: its words without comments and layout, without what of a `study({ ... })` only describes and judges
 * (title, question, sources, claims, figures, units; vary, replicates and until, which choose what is run), what of its setups is beside the numbers (reference, compare,
 * snapshots), and then without the imports and declarations that nothing left refers to.
 *
 * Limits: cut is only what is written in the call of `study` itself, and in a setup that its function of the point returns as a literal; anything else
 * counts. A declaration that nothing refers to is taken to do nothing.
 */
import { parse, type AnyNode, type ImportDeclaration, type ModuleDeclaration, type Node, type Program, type Property, type Statement, type Token } from "acorn";

export interface Slice {
  /** The words that are left, one a line, after what is imported by name. */
  readonly text: string;
  /** Modules that what is left imports. */
  readonly specifiers: readonly string[];
  /** All that the module imports by name: whatever else it loads, it computes. */
  readonly all: readonly string[];
}

const ofStudy = ["title", "question", "sources", "claims", "figures", "units", "vary", "replicates", "until"];
const ofSetup = ["reference", "compare", "snapshots"];

/** Throws SyntaxError when the text is no module in JavaScript. */
export function slice(source: string): Slice {
  const tokens: Token[] = [];
  const program = parse(source, { ecmaVersion: "latest", sourceType: "module", allowHashBang: true, onToken: tokens });
  const cuts = cutsOf(program);
  const imports = program.body.filter((one): one is ImportDeclaration => one.type === "ImportDeclaration");
  const statements = program.body.filter((one) => one.type !== "ImportDeclaration");
  const needed = new Set<string>();
  const left = new Set<Node>();
  // To a fixed point: what is left needs what it refers to.
  for (let before = -1; before !== left.size;) {
    before = left.size;
    for (const one of statements.filter((statement) => !left.has(statement) && (declaredBy(statement)?.some((name) => needed.has(name)) ?? true))) {
      left.add(one);
      for (const name of usesOf(one, cuts)) needed.add(name);
    }
  }
  const brought = imports.flatMap((one) => bindingsOf(one).filter(({ local }) => local === undefined || needed.has(local)));
  const passed = statements.flatMap((one) => ("source" in one && one.source ? [String(one.source.value)] : []));
  const words = wordsOf(
    tokens,
    statements.filter((one) => left.has(one)),
    [...cuts.values()],
  ).map(({ start, end }) => source.slice(start, end));
  return {
    text: [...brought.map((one) => JSON.stringify(one)).sort(), ...words].join("\n"),
    specifiers: [...new Set([...brought.map(({ from }) => from), ...passed])],
    all: [...new Set([...imports.map((one) => String(one.source.value)), ...passed])],
  };
}

type Range = Pick<Node, "start" | "end">;

/** Properties of study calls, and of the setups that their functions return, which decide no number; each with the comma after it. */
function cutsOf(program: Program): Map<Node, Range> {
  const names = program.body.flatMap((one) => (one.type === "ImportDeclaration" ? bindingsOf(one) : [])).filter(({ imported }) => imported === "study");
  const cuts = new Map<Node, Range>();
  const cut = (object: AnyNode | undefined, unwanted: readonly string[]) => {
    if (object?.type !== "ObjectExpression") return;
    object.properties.forEach((property, k) => {
      const end = object.properties[k + 1]?.start ?? object.end - 1;
      if (unwanted.includes(nameOf(property) ?? "")) cuts.set(property, { start: property.start, end });
    });
  };
  walk(program, (node) => {
    if (node.type !== "CallExpression" || !names.some(({ local }) => node.callee.type === "Identifier" && node.callee.name === local)) return;
    const [declaration] = node.arguments;
    cut(declaration, ofStudy);
    if (declaration?.type !== "ObjectExpression") return;
    const scenario = declaration.properties.find((property) => nameOf(property) === "scenario") as Property | undefined;
    if (scenario) for (const setup of returnedBy(scenario.value)) cut(setup, ofSetup);
  });
  return cuts;
}

/** What a function returns, as it is written. */
function returnedBy(scenario: AnyNode): AnyNode[] {
  if (scenario.type !== "ArrowFunctionExpression" && scenario.type !== "FunctionExpression") return [];
  if (scenario.body.type !== "BlockStatement") return [scenario.body];
  const returned: AnyNode[] = [];
  walk(scenario.body, (node) => {
    if (node.type === "ReturnStatement" && node.argument) returned.push(node.argument);
    return ["ArrowFunctionExpression", "FunctionExpression", "FunctionDeclaration"].includes(node.type);
  });
  return returned;
}

function nameOf(property: AnyNode): string | undefined {
  if (property.type !== "Property" || property.computed) return undefined;
  const { key } = property;
  return key.type === "Identifier" ? key.name : key.type === "Literal" ? String(key.value) : undefined;
}

/** What an import brings: without a local name the module itself, for what it does. */
function bindingsOf({ specifiers, source }: ImportDeclaration): { local?: string; imported?: string; from: string }[] {
  const from = String(source.value);
  if (specifiers.length === 0) return [{ from }];
  return specifiers.map((one) => {
    const imported = one.type === "ImportSpecifier" ? (one.imported.type === "Identifier" ? one.imported.name : String(one.imported.value)) : one.type;
    return { local: one.local.name, imported, from };
  });
}

/** Names that a statement declares for the module alone; undefined for a statement that does something by itself, or is exported. */
function declaredBy(statement: Statement | ModuleDeclaration): string[] | undefined {
  if (statement.type === "FunctionDeclaration" || statement.type === "ClassDeclaration") return [statement.id.name];
  if (statement.type !== "VariableDeclaration") return undefined;
  const names: string[] = [];
  for (const { id } of statement.declarations) walk(id, (node) => void (node.type === "Identifier" && names.push(node.name)));
  return names;
}

/** Identifiers in a statement, but for what is cut. Names of properties count too: more is left than need be. */
function usesOf(statement: AnyNode, cuts: ReadonlyMap<Node, Range>): Set<string> {
  const uses = new Set<string>();
  walk(statement, (node) => {
    if (node.type === "Identifier" && !cuts.has(node)) uses.add(node.name);
    return cuts.has(node);
  });
  return uses;
}

/** Tokens of the statements outside of the cuts, without the commas that a cut may leave before a closing brace. */
function wordsOf(tokens: readonly Token[], statements: readonly Range[], cuts: readonly Range[]): Range[] {
  const words: (Range & { comma: boolean })[] = [];
  let k = 0;
  for (const { start, end, type } of tokens) {
    while (k < statements.length && statements[k].end <= start) k++;
    if (k === statements.length) break;
    if (start < statements[k].start || start === end || cuts.some((cut) => start >= cut.start && start < cut.end)) continue;
    if (type.label === "}" && words.at(-1)?.comma) words.pop();
    words.push({ start, end, comma: type.label === "," });
  }
  return words;
}

/** Every node, outer ones first; `visit` returns true to leave out what is inside. */
function walk(node: AnyNode, visit: (node: AnyNode) => boolean | void): void {
  if (visit(node) === true) return;
  for (const value of Object.values(node) as unknown[]) {
    for (const child of Array.isArray(value) ? (value as unknown[]) : [value]) {
      if (typeof child === "object" && child !== null && typeof (child as { type?: unknown }).type === "string") walk(child as AnyNode, visit);
    }
  }
}
