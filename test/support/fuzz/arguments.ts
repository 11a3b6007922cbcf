/** Command lines: verbs, options and values of all kinds in any order, and what a plan must then say. */
import { expect } from "vitest";
import type { Said } from "../landau.ts";
import { oneOf, type Below } from "./damage.ts";

const verbs = "list plan run resume check report merge diff submit verify cite compare transport solve rates help plna".split(" ").concat("");
const flags =
  "--set --only --replicates --until --workers --seed --smoke --json --help --out --version --debug --run-code --allowance --times --solver --modes --points"
    .concat(" --method --epsilon --entropy --columns --header --no-header -h -V -- - --set= --seed=a=b --replicates=2 --js")
    .concat(" --from --shard --shard=1/2 --time-limit --verdicts --shards --time --engine --list --certify")
    .split(" ");
const odd = [
  "",
  " ",
  "NaN",
  "Infinity",
  "-1",
  "0",
  "1e999",
  "1e-320",
  "0x10",
  "1_000",
  "٣",
  "1,5",
  "5 5",
  "\u0000",
  "\ud800",
  "é",
  "💥",
  "a\nb",
  "\r",
  "\u2028",
  "x".repeat(70000),
];
const pairs = [
  "drift=1",
  "drift=",
  "=",
  "=1",
  "__proto__=1",
  "constructor=1",
  "replicate=0",
  "replicate=-1",
  "replicate=1e9",
  "a=b,c",
  "drift=2,,",
  "toString=1",
  "drift=2=3",
];
const parts = [
  "1/2",
  "2/1",
  "0/0",
  "1/1e6",
  "3/1000000",
  "1h30m",
  "0s",
  "1e9d",
  "55",
  "report",
  "slurm",
  "decide",
  "contractivity/lemma-2",
  "../lemma-2",
  "beyond",
];
const paths = [
  "gone.ts",
  ".",
  "..",
  "/",
  "/dev/null",
  "/dev/zero",
  "/proc/self/mem",
  "gone.h5",
  "gone.npy",
  "file:///etc",
  "~",
  "-.ts",
  "a/../b.ts",
  "gone.ts/",
];

const values = [...odd, ...pairs, ...parts, ...paths];

/** Of `known`: files and folders that there are. Runs write below the working folder only, and few replicates of the toy at most. */
export function anyWords(below: Below, known: readonly string[]): string[] {
  const word = () => oneOf([verbs, flags, flags, values, values, known][below(6)], below);
  const words = [oneOf(verbs, below), ...(below(2) ? [oneOf(known, below)] : []), ...Array.from({ length: below(7) }, word)];
  // Twice the same option is one more input. What is verified takes minutes: it is listed.
  const all = below(8) === 0 ? [...words, ...words.slice(1)] : words;
  return all[0] === "verify" ? [...all.filter((one) => one !== "--" && one !== "--list"), "--list"] : all;
}

const numbers = [
  "7",
  "1",
  "0",
  "-3",
  "2.5",
  "1e2",
  "1e12",
  "1e300",
  "1e-300",
  "0x10",
  " 8 ",
  "",
  "NaN",
  "ten",
  "9007199254740993",
  "1e309",
  "١",
  "7,8",
  "--json",
];
const settable = ["particles", "steps", "observe", "end"] as const;

/** A plan of the toy walk with one to three settings, which may not be numbers. */
export function planWords(below: Below, scenario: string): { words: string[]; set: Map<string, string> } {
  const set = new Map(Array.from({ length: 1 + below(3) }, () => [oneOf(settable, below), oneOf(numbers, below)] as const));
  return { words: ["plan", scenario, ...[...set].flatMap(([key, value]) => ["--set", `${key}=${value}`])], set };
}

/** A plan that is made says every number as it was given: read by the rules of JavaScript's own numbers, and within what there can be. */
export function expectAsked({ code, out }: Said, set: ReadonlyMap<string, string>): void {
  if (code !== 0) return;
  const [, particles, steps, end, observe] = /of (\S+) particles, (\S+) steps to t = (\S+), (\S+) observations/.exec(out) ?? [];
  const said: Readonly<Record<string, string>> = { particles, steps, end, observe };
  for (const [key, text] of set) expect(Number(said[key]), `${key}=${JSON.stringify(text)}\n${out}`).toBe(Number(text));
  for (const key of ["particles", "steps", "observe"]) expect(Number.isInteger(Number(said[key])) && Number(said[key]) > 0, out).toBe(true);
  expect(Number(steps) % (Number(observe) - 1), out).toBe(0);
  expect(Number(end) > 0 && Number(end) < Infinity, out).toBe(true);
}
