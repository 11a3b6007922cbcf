/**
 * src/kernels/interface.ts from what the compiler says of the assembly's exports: names, order and comments of the parameters stand in the assembly alone.
 *
 * A kernel is called with an object of named numbers, which the engine takes apart where the call is written: a call costs what it costs by position.
 */
import { readFileSync } from "node:fs";

const WIDTH = 160;
const HEADER = `/**
 * The kernels by the names of their parameters.
 *
 * Made by \`npm run build\` from what src/kernels/assembly exports: change it there. Addresses are byte offsets in the memory; 32-bit words may be given
 * signed or unsigned.
 */
`;

interface Kernel {
  readonly name: string;
  readonly parameters: readonly string[];
  /** The comment before the function, as it stands there. */
  readonly comment: string;
}

/** The kernels among the declarations (\`--bindings raw\`): exports that take something and return nothing. */
function kernelsOf(declarations: string, root: string): Kernel[] {
  return [...declarations.matchAll(/\* (\S+)\/(\w+)\n(?: +\* @param .*\n)+ +\*\/\n +export function \2\((.*)\): void;/g)].map(([, file, name, list]) => {
    const source = readFileSync(`${root}${file}.ts`, "utf8");
    const comment = new RegExp(`(/\\*\\*(?:(?!\\*/)[^])*\\*/)\nexport function ${name}\\(`).exec(source)?.[1];
    if (comment === undefined) throw new Error(`${file}.ts: the exported kernel ${name} has no comment`);
    return { name, comment, parameters: [...list.matchAll(/(\w+): number/g)].map(([, parameter]) => parameter) };
  });
}

/** Words after each other on lines of at most WIDTH, further lines indented by four. */
function filled(start: string, words: readonly string[], between: string, end: string): string {
  const lines = [start];
  words.forEach((word, k) => {
    const piece = word + (k + 1 < words.length ? between : end);
    if (`${lines.at(-1)}${piece}`.trimEnd().length > WIDTH) lines.push(`    ${piece}`);
    else lines.push(lines.pop()! + piece);
  });
  return lines.map((line) => line.trimEnd()).join("\n");
}

/** The text of src/kernels/interface.ts. Throws Error when a kernel has no comment. */
export function interfaceOf(declarations: string, root: string): string {
  const kernels = kernelsOf(declarations, root);
  const indented = (comment: string): string => comment.replace(/^/gm, "  ");
  const members = kernels.map(({ name, comment, parameters }) => {
    const names = parameters.map((parameter) => `"${parameter}"`);
    return `${indented(comment)}\n${filled(`  ${name}(by: Readonly<Record<`, names, " | ", ", number>>): void;")}`;
  });
  const calls = kernels.map(({ name, parameters }) => {
    const fields = parameters.map((parameter) => `by.${parameter}`);
    return filled(`    ${name}: (by) => kernels.${name}(`, fields, ", ", "),");
  });
  return `${HEADER}
/** The kernels over a memory. */
// prettier-ignore
export interface Kernels {
${members.join("\n")}
}

/** The same functions as the module has them: numbers in order. */
export type Positional = Readonly<Record<keyof Kernels, (...values: number[]) => void>>;

// prettier-ignore
export function named(kernels: Positional): Kernels {
  return {
${calls.join("\n")}
  };
}
`;
}
