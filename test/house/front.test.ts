/** The public front: every public name is documented and stands in one entry, and every type in a public signature is public. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { describe, expect, it } from "vitest";

const root = new URL("../../", import.meta.url).pathname;
const { exports } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { exports: Record<string, string | { source?: string }> };
const entries = Object.entries(exports).flatMap(([name, target]) =>
  typeof target === "object" && target.source?.endsWith("index.ts") ? [{ name, file: join(root, target.source) }] : [],
);

const { config } = ts.readConfigFile(join(root, "tsconfig.json"), (path) => ts.sys.readFile(path)) as { config: object };
const { options } = ts.parseJsonConfigFileContent({ ...config, include: [], files: entries.map(({ file }) => file) }, ts.sys, root);
const program = ts.createProgram(
  entries.map(({ file }) => file),
  options,
);
const checker = program.getTypeChecker();

const target = (symbol: ts.Symbol): ts.Symbol => (symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol);
const publicNames = entries.flatMap(({ name: entry, file }) =>
  checker
    .getExportsOfModule(checker.getSymbolAtLocation(program.getSourceFile(file)!)!)
    .map((symbol) => ({ entry, name: symbol.name, symbol: target(symbol) })),
);
const known = new Set(publicNames.map(({ symbol }) => symbol));

const own = (node: ts.Node): boolean => {
  const { fileName } = node.getSourceFile();
  return fileName.startsWith(root) && !fileName.includes("/node_modules/");
};

/** The parts of a declaration that its users see: not the bodies of functions, nor values. */
function signature(node: ts.Node, visit: (type: ts.Node) => void): void {
  if (ts.isFunctionLike(node)) return [...node.parameters, ...(node.typeParameters ?? []), ...(node.type ? [node.type] : [])].forEach(visit);
  if (ts.isVariableDeclaration(node)) {
    if (node.type) visit(node.type);
    else if (node.initializer && ts.isFunctionLike(node.initializer)) signature(node.initializer, visit);
    return;
  }
  if (ts.isClassDeclaration(node)) return node.members.forEach((member) => signature(member, visit));
  visit(node);
}

/** Types of this project that a declaration's signature names. */
function named(declaration: ts.Declaration): ts.Symbol[] {
  const found: ts.Symbol[] = [];
  const visit = (node: ts.Node): void => {
    const name = ts.isTypeReferenceNode(node) ? node.typeName : ts.isExpressionWithTypeArguments(node) ? node.expression : undefined;
    const symbol = name && checker.getSymbolAtLocation(name);
    if (symbol) found.push(target(symbol));
    node.forEachChild(visit);
  };
  signature(declaration, visit);
  return found.filter((symbol) => !(symbol.flags & ts.SymbolFlags.TypeParameter) && symbol.declarations?.some(own));
}

describe("the public front", () => {
  it("has no name in two entries", () => {
    const places = new Map<string, string[]>();
    for (const { entry, name } of publicNames) places.set(name, [...(places.get(name) ?? []), entry]);
    expect([...places].filter(([, in_]) => in_.length > 1)).toEqual([]);
  });

  it("has every name documented", () => {
    const silent = publicNames.filter(({ symbol }) => symbol.getDocumentationComment(checker).length === 0);
    expect(silent.map(({ entry, name }) => `${entry}: ${name}`)).toEqual([]);
  });

  it("has every type that a public signature names", () => {
    const missing = publicNames.flatMap(({ entry, name, symbol }) =>
      (symbol.declarations ?? []).flatMap((declaration) =>
        named(declaration)
          .filter((type) => !known.has(type))
          .map((type) => `${entry}: ${name} names ${type.name}`),
      ),
    );
    expect([...new Set(missing)]).toEqual([]);
  });
});
