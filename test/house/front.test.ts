/** The public front: every public name is documented and stands in one entry, and every type in a public signature is public. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { isCallable, optionsOf } from "../support/option-parameters.ts";

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

/** Types of parameters that are no options: what others of our functions return, and the user's own data and objects. */
const nouns = [
  ..."Key Law MomentLaw Start Subject Kernel Window Model Potential GaussianState GaussianLike Entropic GridDensity CubicGrid".split(" "),
  ..."Ensemble Matrix ArrayLike Uint8Array URL Record MaxwellianSpecies PlasmaUnits MixtureMoments TransportMap ContractionFamily".split(" "),
  ..."Dynamics SteppedSystem Coupling Observable Solver AssignmentSolver Reference ReferenceSeries ReferenceState SolvedLaw PotentialBasis".split(" "),
  // A species as `equilibrationRate` takes it, a cell of a result, a setup, problems as read from SPEC.json.
  ..."Pick<MaxwellianSpecies Pick<Cell Bounded InstantProblem Interaction QuadraticPotential".split(" "),
];
/** A problem as read from SPEC.json; JSON, whose keys are refused as keys; an address; choices by any name. */
const exempt = ["openReference 0", "lawFromSpec 0", "problemFromSpec 0", "external 0", "choice 2"];

describe("every option of a public function", async () => {
  const rooms = new Map(await Promise.all(entries.map(async ({ name, file }) => [name, (await import(file)) as Record<string, unknown>] as const)));
  const taking = publicNames.flatMap(({ entry, name, symbol }) => {
    const found = isCallable(checker, symbol) ? optionsOf(checker, symbol, nouns).filter(({ index }) => !exempt.includes(`${name} ${index}`)) : [];
    return found.map((parameter) => ({ entry, name, parameter, others: found.map(({ index }) => index) }));
  });

  /** Before anything else is looked at: the other arguments are missing, or have no option. */
  const refusal = async ({ entry, name, parameter, others }: (typeof taking)[number], option: string): Promise<string> => {
    const given = Array.from({ length: Math.max(...others) + 1 }, (_, k) => (k === parameter.index ? { [option]: 1 } : others.includes(k) ? {} : undefined));
    try {
      await (rooms.get(entry)![name] as (...these: unknown[]) => unknown)(...given);
    } catch (error) {
      return String(error);
    }
    return "nothing was thrown";
  };

  it("is among some 150 parameters that are found", () => {
    expect(taking.length).toBeGreaterThan(130);
    const found = taking.map(({ name, parameter }) => `${name} ${parameter.index}`);
    expect(found).toEqual(
      expect.arrayContaining(["gaussian 0", "pairCollisions 0", "sampled 1", "grows 0", "powerLaw 1", "fourier 0", "plasmaUnits 0", "study 0"]),
    );
  });

  it("is known: another name is refused, with all that are known", async () => {
    const said = await Promise.all(taking.map(async (one) => ({ ...one, message: await refusal(one, "zzzzz") })));
    const silent = said.filter(({ message }) => !/^ScenarioError: .*: unknown option "zzzzz"\. Known: /.test(message));
    expect(silent.map(({ entry, name, parameter, message }) => `${entry}: ${name}, parameter ${parameter.index}: ${message}`)).toEqual([]);
  });

  it("is told where a name is near it", async () => {
    const long = taking.flatMap((one) => one.parameter.names.filter((option) => option.length > 3).map((option) => ({ one, option })));
    const said = await Promise.all(long.map(async ({ one, option }) => ({ one, option, message: await refusal(one, `${option}x`) })));
    expect(said.filter(({ option, message }) => !message.includes(`Did you mean ${option}?`)).map(({ one, option }) => `${one.name}: ${option}`)).toEqual([]);
  });
});
