/**
 * Tables of what laws, potentials, systems, couplings, observables, claims and solvers take, from the types and doc comments of the code: a section a function, a row an
 * argument, the fields of an options object one by one.
 */
import { join, relative } from "node:path";
import ts from "typescript";

/** An argument, or a field of an options object (`options.scale`). */
export interface Argument {
  readonly name: string;
  readonly type: string;
  readonly optional: boolean;
  /** Of its doc comment; empty when it has none. */
  readonly meaning: string;
}

/** A public function as its users see it. */
export interface Described {
  readonly name: string;
  /** Its source file, relative to the root, with slashes. */
  readonly file: string;
  readonly comment: string;
  readonly arguments: readonly Argument[];
}

/** Every exported function of the entries (files relative to `root`), in the order of the exports. A function without a doc comment has an empty one. */
export function describeEntries(root: string, entries: readonly string[]): readonly Described[] {
  const { config } = ts.readConfigFile(join(root, "tsconfig.json"), (path) => ts.sys.readFile(path)) as { config: object };
  const files = entries.map((entry) => join(root, entry));
  const { options } = ts.parseJsonConfigFileContent({ ...config, include: [], files }, ts.sys, root);
  const program = ts.createProgram(files, options);
  const checker = program.getTypeChecker();
  return files.flatMap((file) => {
    const module = checker.getSymbolAtLocation(program.getSourceFile(file)!)!;
    return checker.getExportsOfModule(module).flatMap((symbol) => {
      const target = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
      return described(checker, root, target) ?? [];
    });
  });
}

function described(checker: ts.TypeChecker, root: string, symbol: ts.Symbol): Described | undefined {
  const declaration = symbol.valueDeclaration;
  if (!declaration) return undefined;
  const [signature] = checker.getTypeOfSymbolAtLocation(symbol, declaration).getCallSignatures();
  if (!signature) return undefined;
  const file = relative(root, declaration.getSourceFile().fileName).replaceAll("\\", "/");
  const told = comment(checker, symbol);
  const given = signature.parameters.flatMap((one) => parameter(checker, one));
  return {
    name: symbol.name,
    file,
    comment: told,
    arguments: given.map((one) => ({ ...one, meaning: one.meaning || toldOf(told, one.name) || typeMeaning(one) })),
  };
}

/** What a function's comment says of an argument, in the house's manner: "`bias`: a fraction of ...". */
export function toldOf(comment: string, name: string): string {
  const begin = `\`${name.replace(/[{} ]/g, "")}\`: `;
  const at = comment.indexOf(begin);
  if (at < 0) return "";
  const rest = comment.slice(at + begin.length);
  // To the end of its sentence, or where the next name begins.
  return rest.slice(0, /[.;]? `\w+`: |\.(?= [A-Z`]|$)/.exec(rest)?.index);
}

/** Of types that say it themselves. */
const typeMeanings: Readonly<Record<string, string>> = {
  Where: "only cells whose point has these values; a list allows any of its values",
  S: "the name of an observed series, a part of it after a point (`w2.floor`)",
};
const typeMeaning = ({ type }: Argument): string => typeMeanings[type] ?? "";

/** One argument; one for each field when its type is an object of this project's options. */
function parameter(checker: ts.TypeChecker, symbol: ts.Symbol): readonly Argument[] {
  const declaration = symbol.valueDeclaration as ts.ParameterDeclaration | undefined;
  if (!declaration) return [];
  const optional = checker.isOptionalParameter(declaration);
  const type = checker.getNonNullableType(checker.getTypeOfSymbolAtLocation(symbol, declaration));
  if (isOptions(symbol, declaration, type)) {
    return type.getProperties().map((field) => fieldOf(checker, field, declaration, optional));
  }
  const name = ts.isObjectBindingPattern(declaration.name) ? "options" : symbol.name;
  return [{ name, type: typeText(declaration.type), optional, meaning: comment(checker, symbol) }];
}

function fieldOf(checker: ts.TypeChecker, field: ts.Symbol, at: ts.Node, inOptional: boolean): Argument {
  const declaration = field.valueDeclaration as ts.PropertySignature | undefined;
  const text = declaration?.type ? typeText(declaration.type) : checker.typeToString(checker.getTypeOfSymbolAtLocation(field, at));
  return { name: `{ ${field.name} }`, type: text, optional: inOptional || (field.flags & ts.SymbolFlags.Optional) !== 0, meaning: comment(checker, field) };
}

/** Objects of named fields: a literal type, an interface called so, or a parameter taken apart. */
function isOptions(symbol: ts.Symbol, declaration: ts.ParameterDeclaration, type: ts.Type): boolean {
  if (type.getCallSignatures().length > 0 || type.getProperties().length === 0) return false;
  const written = declaration.type;
  const named = written !== undefined && /(Options|Scheme|Step|Component)$/.test(typeText(written).replace(/<.*$/s, ""));
  return ts.isObjectBindingPattern(declaration.name) || symbol.name === "options" || (written !== undefined && ts.isTypeLiteralNode(written)) || named;
}

const typeText = (node: ts.TypeNode | undefined): string => (node?.getText() ?? "").replace(/\s+/g, " ");

/** Links of doc comments as their text; on one line. */
const comment = (checker: ts.TypeChecker, symbol: ts.Symbol): string =>
  ts
    .displayPartsToString(symbol.getDocumentationComment(checker))
    .replace(/\{@link ([^}]*)\}/g, "$1")
    .replace(/\s+/g, " ")
    .trim();

/** A section a function, with a table of its arguments; those without have none. */
export function argumentsPage(functions: readonly Described[]): string {
  return functions
    .map(({ name, comment, arguments: given }) => {
      const rows = given.map((one) => `| \`${one.name}\`${one.optional ? " (optional)" : ""} | ${code(one.type)} | ${cell(one.meaning)} |`);
      const table = rows.length ? `\n\n| argument | type | meaning |\n|---|---|---|\n${rows.join("\n")}` : "";
      return `## ${name}\n\n${prose(comment)}${table}\n`;
    })
    .join("\n");
}

const code = (type: string): string => (type === "" ? "" : `\`${type.replaceAll("|", "\\|")}\``);
const cell = (text: string): string => prose(text).replaceAll("|", "\\|");

/** Comments are plain text: what markdown would read as HTML, emphasis or a formula stays as it is written. */
const prose = (text: string): string =>
  text
    .split(/(`[^`]*`)/)
    .map((part) => (part.startsWith("`") ? part : part.replace(/[<*_$\\[\]]/g, "\\$&")))
    .join("");
