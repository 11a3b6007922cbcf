/**
 * The compiler's word on a scenario before it runs, for `landau run --types`. Scenarios are loaded with their types stripped, so that a claim that reads a series which nobody
 * observes, or an option that does not exist, is otherwise found when it is planned or not at all.
 *
 * The compiler is the one that the scenario's own folder sees, or else this package's; its options are those of the nearest tsconfig.json above the scenario, or else strict
 * ones. It looks at the scenario's file and at what that imports.
 */
import { createRequire } from "node:module";
import { dirname, relative, resolve } from "node:path";
import type ts from "typescript";
import { ScenarioError } from "../../errors.ts";

/** Diagnostics that are told; the rest is counted. */
const TOLD = 5;

/** Throws ScenarioError with the first diagnostics, each with file, line and column; likewise when TypeScript is not installed. */
export function checkTypes(file: string): void {
  const path = resolve(file);
  const compiler = compilerFor(path);
  const program = compiler.createProgram([path], optionsFor(compiler, path));
  const found = compiler.getPreEmitDiagnostics(program).filter(({ category }) => category === compiler.DiagnosticCategory.Error);
  if (found.length === 0) return;
  const lines = found.slice(0, TOLD).map((one) => inWords(compiler, one));
  const more = found.length > TOLD ? [`and ${found.length - TOLD} more`] : [];
  throw new ScenarioError([`${file}: its types are wrong (landau run without --types runs it all the same)`, ...lines, ...more].join("\n  "));
}

function compilerFor(path: string): typeof ts {
  for (const from of [path, import.meta.filename]) {
    try {
      const compiler = createRequire(from)("typescript") as Partial<typeof ts>;
      if (typeof compiler.createProgram === "function") return compiler as typeof ts;
    } catch {
      // Not seen from there.
    }
  }
  throw new ScenarioError("--types needs TypeScript, which is not installed beside the scenario (npm install --save-dev typescript@6)");
}

function optionsFor(compiler: typeof ts, path: string): ts.CompilerOptions {
  const alone: ts.CompilerOptions = { noEmit: true, skipLibCheck: true, allowJs: true, incremental: false, composite: false };
  const config = compiler.findConfigFile(dirname(path), (name) => compiler.sys.fileExists(name));
  if (config !== undefined) {
    const read = compiler.readConfigFile(config, (name) => compiler.sys.readFile(name)) as { config?: object };
    const { options } = compiler.parseJsonConfigFileContent({ ...read.config, include: [], files: [path] }, compiler.sys, dirname(config));
    return { ...options, ...alone };
  }
  const { NodeNext: module } = compiler.ModuleKind;
  const { NodeNext: moduleResolution } = compiler.ModuleResolutionKind;
  return { ...alone, strict: true, target: compiler.ScriptTarget.ESNext, module, moduleResolution, allowImportingTsExtensions: true, checkJs: true };
}

function inWords(compiler: typeof ts, { file, start, messageText }: ts.Diagnostic): string {
  const message = compiler.flattenDiagnosticMessageText(messageText, " ").replaceAll(/\s+/g, " ");
  if (file === undefined || start === undefined) return message;
  const { line, character } = file.getLineAndCharacterOfPosition(start);
  return `${relative(process.cwd(), file.fileName)}:${line + 1}:${character + 1}: ${message}`;
}
