/** What of a module decides numbers: what may change without beginning a study again, and what may not. */
import { describe, expect, it } from "vitest";
import { slice } from "../../src/study/plan/slice.ts";

const scenario = `
import { below, gaussian, study, horizon } from "landau-flow";
import { helper } from "./helper.js";
import { statement } from "./words.js";
import "./effect.js";
export { other } from "./other.js";
const bound = 3;
const most = statement(bound);
const start = 1.5, end = 2;
function setup({ gamma }) { return { initial: gaussian({ mean: [start, gamma] }), time: horizon(end) }; }
console.log("loaded");
var scenario_default = study({
  title: "A title", question: "Why?", sources: ["contractivity"],
  vary: { gamma: [0, -1] },
  replicates: 16,
  share: ["gamma"],
  scenario: ({ gamma }) => {
    const inner = () => { return { compare: gamma }; };
    return { ...setup({ gamma }), particles: helper(inner), reference: { x: most }, compare: [statement()] };
  },
  claims: [below("x", bound), most],
  figures: [{ name: "f", title: "F", series: ["x"], caption: "c" }],
});
export { scenario_default as default };
`;
const edited = (find: string, replace: string): string => {
  expect(scenario).toContain(find);
  return slice(scenario.replace(find, replace)).text;
};
const { text, specifiers, all } = slice(scenario);

describe("a change of", () => {
  it.each([
    ["the title", '"A title"', '"Another (title)"'],
    ["the question", 'question: "Why?",', ""],
    ["sources", '["contractivity"]', "[]"],
    ["the values to vary", "[0, -1]", "[0, -1, -2]"],
    ["the replicates", "16", "({ gamma }) => (gamma === 0 ? 4 : bound)"],
    ["a claim", 'below("x", bound)', 'below("y", 7), below("z", 1)'],
    ["all claims and figures", 'claims: [below("x", bound), most],', ""],
    ["a number that only a claim uses", "const bound = 3", "const bound = 4"],
    ["a caption", 'caption: "c"', 'caption: "}"'],
    ["a figure in place of the list", "figures: [{", "figures: [...[], {"],
    ["a reference", "reference: { x: most }", "reference: {}"],
    ["a solution to compare with", "compare: [statement()]", "compare: []"],
    ["comments and layout", "const bound", "/* } */ const\n\n bound // x\n"],
    ["what a claim needs of the package", "{ below, gaussian,", "{ agrees, below, conserved, gaussian,"],
    ["a type of a claim", 'import { statement } from "./words.js";', 'import { statement as claimed } from "./words.js"; const statement = claimed;'],
  ])("%s decides no number", (_, find, replace) => expect(edited(find, replace)).toBe(text));

  it.each([
    ["a number of the start", "start = 1.5", "start = 1.6"],
    ["a number of the horizon", "end = 2", "end = 3"],
    ["the setup's function", "[start, gamma]", "[gamma, start]"],
    ["what is shared", 'share: ["gamma"]', "share: []"],
    ["a setup that is not the one returned", "{ compare: gamma }", "{ compare: 2 * gamma }"],
    ["something done by itself", 'console.log("loaded")', 'console.log("again")'],
    ["what is exported", 'export { other } from "./other.js"', 'export { other } from "./another.js"'],
  ])("%s does", (_, find, replace) => expect(edited(find, replace)).not.toBe(text));
});

it("follows what is left, and knows what is imported by name", () => {
  expect([...specifiers].sort()).toEqual(["./effect.js", "./helper.js", "./other.js", "landau-flow"]);
  expect([...all].sort()).toEqual(["./effect.js", "./helper.js", "./other.js", "./words.js", "landau-flow"]);
});

it("cuts nothing but from the study of this package", () => {
  const own = scenario.replace("study, horizon", "horizon").replace("var scenario_default", "const study = (x) => x;\nvar scenario_default");
  expect(slice(own.replace('"A title"', '"B"')).text).not.toBe(slice(own).text);
  const renamed = (title: string) => slice(`import { study as made } from "landau-flow"; export default made({ title: "${title}", scenario: 1 });`).text;
  expect(renamed("a")).toBe(renamed("b"));
});

it("counts a study that is not written in the call whole", () => {
  const apart = (title: string) => slice(`import { study } from "landau-flow"; const all = { title: "${title}" }; export default study(all);`).text;
  expect(apart("a")).not.toBe(apart("b"));
});

it("keeps what words may hide", () => {
  const module = (template: string) => slice(`import { study } from "landau-flow"; export default study({ scenario: () => ({ system: ${template} }), claims: [] });`).text; // prettier-ignore
  expect(module("`a${1}b`")).not.toBe(module("`a${1} b`"));
  expect(module("/a}b/.test(x)")).not.toBe(module("/a} b/.test(x)"));
  expect(module("[1,,]")).not.toBe(module("[1,]"));
  expect(module("{ a: 1, }")).toBe(module("{ a: 1 }"));
});
