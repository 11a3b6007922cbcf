import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { inflateSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Cell, FigureSpec } from "../../src/protocols/index.ts";
import { writeReport, type Written } from "../../src/cli/study/write.ts";
import { drawing, pngOf, renderFigure } from "../../src/report/index.ts";
import { citation } from "../../src/report/text/cite.ts";
import { ranges } from "../../src/report/page/provenance.ts";
import { bibliography } from "../../src/bibliography.ts";
import { writeRequest } from "../../src/study/folder/request.ts";
import { energy, lowerBound } from "../../particles/index.ts";
import { declaredBy } from "../support/synthetic.ts";
import { cell, estimate, judged, resultOf, softPotentials, studyOf } from "../support/report-fixture.ts";

const folder = mkdtempSync(join(tmpdir(), "report-"));
afterAll(() => rmSync(folder, { recursive: true }));

const result = softPotentials();
const claims = [
  judged("W2^2 does not grow & stays < 1", { kind: "consistent", evidence: "largest increment -0.0021" }),
  judged("energy is conserved", { kind: "violated", evidence: "drift 0.0012" }),
  judged("Theorem 3", { kind: "undecided", evidence: "slope -0.4 ± 0.8", need: "about 40 replicates" }, [
    { point: { gamma: 0, particles: 2000 }, verdict: { kind: "inapplicable", because: "W2^2 exceeds e^-4" } },
    {
      point: { gamma: -3, particles: 2000 },
      verdict: { kind: "undecided", evidence: "slope -0.4 ± 0.8", need: "about 40 replicates" },
    },
  ]),
];
const figures: FigureSpec[] = [
  { name: "distance", title: "W2^2 for <soft> potentials", series: ["w2"], scale: "log", caption: "Debiased & plain." },
  { name: "bracket", title: "Bracket", series: ["w2", "lower", "cost", "floor"], facet: "gamma", caption: "Bracket and floor." },
];
const study = studyOf(result, claims, figures);
const setup = { system: "s", conserves: [], initial: "i", particles: 2, time: { end: 1, steps: 1, observe: 2 }, observe: [], quantities: {}, tables: [] };
const request = {
  number: 1,
  scenario: { name: "soft-potentials", path: "../scenarios/soft-potentials.ts" },
  title: result.title,
  digest: result.digest,
  versions: { "landau-flow": "0.1.0", node: "20.20.0" },
  edition: {},
  cells: [
    { point: { gamma: 0 }, stream: "soft-potentials/gamma=0", replicates: "0-1", declared: 2, setup },
    { point: { gamma: -3 }, stream: "soft-potentials/gamma=-3", replicates: "0", declared: 2, setup },
  ],
  used: [["soft-potentials.ts", "0123456789abcdef"]] as const,
  machine: { platform: "an-unlikely-platform" },
  command: "landau run scenarios/soft-potentials.ts --seed '<again>'",
};

describe("report.html", () => {
  let written: Written;
  let html: string;
  beforeAll(async () => {
    writeRequest(join(folder, "first"), request);
    written = writeReport(join(folder, "first"), result, claims, study);
    html = readFileSync(written.html, "utf8");
  });

  it("comes with an SVG and a PNG per figure", () => {
    expect(written.figures.map((path) => path.slice(join(folder, "first").length + 1))).toEqual(
      ["figures/distance.svg", "figures/distance.png", "figures/bracket.svg", "figures/bracket.png"].map((path) => join(path)),
    );
    expect(readdirSync(join(folder, "first", "figures")).sort()).toEqual(["bracket.png", "bracket.svg", "distance.png", "distance.svg"]);
    expect(html).toContain(readFileSync(written.figures[0], "utf8").trim());
  });

  it("needs nothing from outside: no link, no address but a namespace and places in the page", () => {
    const markup = html.replace(/<script[\s\S]*?<\/script>/g, "");
    expect(markup).not.toMatch(/<(link|iframe|img|object|embed|image|use|base)\b/i);
    expect(markup).not.toMatch(/\s(src|xlink:href|action|style|on\w+)\s*=/i);
    for (const [, target] of markup.matchAll(/\shref="([^"]*)"/g)) expect(markup).toContain(`id="${target.slice(1)}"`);
    expect(html).not.toMatch(/@import/);
    expect([...html.matchAll(/url\(([^)]*)\)/g)].filter(([, target]) => !target.startsWith("#"))).toEqual([]);
    expect(new Set(html.match(/https?:[^"'\s<]*/g))).toEqual(new Set(["http://www.w3.org/2000/svg"]));
  });

  it("forbids everything but its own style sheet and its own script", () => {
    const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html)![1];
    const sheets = [...html.matchAll(/<style>([\s\S]*?)<\/style>/g)].map(([, sheet]) => createHash("sha256").update(sheet).digest("base64"));
    const scripts = [...html.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(([, script]) => createHash("sha256").update(script).digest("base64"));
    expect([sheets.length, scripts.length]).toEqual([1, 1]);
    expect(policy).toBe(`default-src 'none'; style-src 'sha256-${sheets[0]}'; script-src 'sha256-${scripts[0]}'; base-uri 'none'; form-action 'none'`);
  });

  it("gives every clip path an identifier of its own, and refers to no other", () => {
    const defined = [...html.matchAll(/\bid="([^"]*)"/g)].map(([, id]) => id);
    expect(new Set(defined).size).toBe(defined.length);
    for (const [, target] of html.matchAll(/url\(#([^)]*)\)/g)) expect(defined).toContain(target);
  });

  it("says question, verdicts in words and colours, captions, failures, and how to reproduce", () => {
    for (const text of [
      "Does W<sub>2</sub><sup>2</sup> grow for &lt;soft&gt; potentials &amp; how fast?",
      '<span class="kind consistent">consistent</span> W<sub>2</sub><sup>2</sup> does not grow &amp; stays &lt; 1',
      '<span class="kind violated">violated</span> energy is conserved',
      '<span class="kind undecided">undecided</span> Theorem 3',
      '<span class="kind inapplicable">inapplicable</span> \u03b3 = 0: because: W<sub>2</sub><sup>2</sup> exceeds e<sup>\u22124</sup>',
      "<dt>need</dt><dd>about 40 replicates</dd>",
      "drift 0.0012",
      "Debiased &amp; plain. Markers: means over 15 to 16 replicates; bands: pointwise 95 % intervals",
      "FAILED: 1 replicate",
      "particle 17 left the finite numbers at t = 0.42 (step 42)",
      "<pre>npx landau run scenarios/soft-potentials.ts --only gamma=-3,particles=2000,replicate=7 --until 0.42</pre>",
      "<pre>npx landau run scenarios/soft-potentials.ts --seed '&lt;again&gt;'</pre>",
      result.digest,
      "<dt>landau-flow</dt><dd><code>0.1.0</code></dd>",
      "soft-potentials/gamma=0/replicate=0-1",
      ">0.1133 ± 0.0030</td>",
      "W<sub>2</sub> between laws",
      "debiased W<sub>2</sub><sup>2</sup>",
      "<dt>bracket</dt>",
      '<p class="note">energy (energy): 3 at all times</p>',
      // A source that is no key of the bibliography stands for itself.
      "<li>contractivity paper, Theorem 3</li>",
      "<dt>floor</dt>",
    ])
      expect(html).toContain(text);
    expect(html).not.toContain("an-unlikely-platform");
    expect(html.indexOf("<dt>independent floor")).toBeGreaterThan(0);
  });

  it("is well-formed: every element that is opened is closed in order", () => {
    const open: string[] = [];
    const markup = html.replace(/(<script[^>]*>)[\s\S]*?(?=<\/script>)/g, "$1");
    for (const [tag, close, name, empty] of markup.matchAll(/<(\/?)([A-Za-z][\w-]*)[^>]*?(\/?)>/g)) {
      if (empty || ["meta", "br"].includes(name)) continue;
      if (close) expect(open.pop(), tag).toBe(name);
      else open.push(name);
    }
    expect(open).toEqual([]);
  });

  it("has the same bytes twice, and so have the figures", async () => {
    writeRequest(join(folder, "second"), { ...request, machine: { platform: "another" } });
    const again = writeReport(join(folder, "second"), result, claims, study);
    for (const [one, two] of [...written.figures, written.html].map((path, k) => [path, [...again.figures, again.html][k]])) {
      expect(readFileSync(two).equals(readFileSync(one)), one).toBe(true);
    }
  });

  it("is made without a manifest too, and draws the main series when the study has no figures", async () => {
    const bare = writeReport(join(folder, "bare"), result, [], studyOf(result, []));
    expect(bare.figures.filter((path) => path.endsWith(".svg"))).toHaveLength(5);
    expect(readFileSync(bare.html, "utf8")).toContain(result.digest);
  });

  it("cites works by author, title and year", async () => {
    const cited = { ...study, sources: ["contractivity", "tanaka1978", "fournier2009"] };
    const { html: path } = writeReport(join(folder, "cited"), result, claims, { ...cited, figures: [] });
    const text = readFileSync(path, "utf8");
    expect(text).toContain(
      "<li>F.-U. Caja-Lopez, M. G. Delgadino, M.-P. Gualdani, M. Taskovic: Contractivity of Wasserstein distance and other functionals for the Landau equation</li>",
    );
    expect(text).toContain("<li>Hiroshi Tanaka: Probabilistic treatment of the Boltzmann equation of Maxwellian molecules (1978)</li>");
    expect(text).toContain("<li>Nicolas Fournier, H\u00e9l\u00e8ne Gu\u00e9rin: Well-posedness");
    for (const key of bibliography.keys()) expect(citation(key)).not.toMatch(/[\\{}]|undefined|^[^:]* and /);
  });

  it("skips figures that nobody measured, with a line", async () => {
    const failure = { replicate: 0, message: "lost", replay: "landau run x" };
    const none = resultOf([cell({ point: { gamma: 0 }, series: {}, replicates: 0, failures: [failure] })]);
    const skipped = writeReport(join(folder, "none"), none, [], study);
    expect(skipped.figures).toEqual([]);
    const text = readFileSync(skipped.html, "utf8");
    expect(text).toContain("Figure distance is not drawn: nobody measured w2.");
    expect(text).toContain("Figure bracket is not drawn: nobody measured w2, lower, cost, floor.");
  });

  it("explains what is measured, with symbol and unit, by what the series declare and not by their names", async () => {
    const made = cell({ point: {}, series: { cost: [estimate(0, 3.1, 0.02)], w2: [estimate(0, 1.2, 0.1)], "w2.slope": [estimate(0, 1, 0.1)] } });
    const declared = (quantities: Cell["quantities"]) =>
      writeReport(join(folder, "declared"), resultOf([{ ...made, quantities }]), [], { ...study, figures: [] });
    const legendOf = async (quantities: Cell["quantities"]) => /<dl class="legend">.*?<\/dl>/s.exec(readFileSync(declared(quantities).html, "utf8"))?.[0];
    const bracket = await legendOf(declaredBy({ cost: energy().parts, w2: lowerBound().parts }));
    expect(bracket).toContain("<dt>energy</dt><dd>&lt;|v|<sup>2</sup>&gt;, in velocity<sup>2</sup>. Mean of |v|<sup>2</sup>, twice the kinetic energy");
    expect(bracket).toContain("<dt>lower bound</dt>");
    expect(bracket).toMatch(/<dt>d W<sub>2<\/sub>.*?, in velocity<sup>2<\/sup> \/ time\. /s);
    expect(bracket).toContain("<dt>bracket</dt>");
    expect(bracket).not.toContain("upper end of the bracket");
    // No distance is measured: nothing to keep apart; of a series that nobody declared nothing is said.
    expect(await legendOf(declaredBy({ cost: energy().parts }))).not.toContain("bracket");
    expect(await legendOf({})).toBeUndefined();
  });

  it("draws each figure apart: one that cannot be drawn or written is a line, and the others are there", () => {
    const facet = { ...figures[1], name: "lost", facet: "gama" };
    const inTheWay = { ...figures[0], name: "blocked" };
    mkdirSync(join(folder, "apart", "figures", "blocked.png"), { recursive: true });
    const {
      figures: files,
      troubles,
      html: path,
    } = writeReport(
      join(folder, "apart"),
      result,
      claims,
      { ...study, figures: [facet, inTheWay, { ...figures[0], name: "../escape" }, figures[0]] },
      { troubles: ["one & all"] },
    );
    expect(files.map((file) => basename(file))).toEqual(["blocked.svg", "distance.svg", "distance.png"]);
    expect(troubles[0]).toBe("figure lost: unknown facet: gama (varied: gamma, particles)");
    expect(troubles[1]).toMatch(/^figure blocked: E(ISDIR|PERM|ACCES)/);
    expect(troubles[2]).toMatch(/^figure \.\.\/escape: invalid name/);
    expect(readdirSync(join(folder, "apart")).sort()).toEqual(["figures", "report.html"]);
    const text = readFileSync(path, "utf8");
    expect(text).toContain("Figure lost is not drawn: unknown facet: gama");
    for (const trouble of ["one &amp; all", troubles[0]]) expect(text).toContain(`<p class="alarm"><strong>FAILED:</strong> ${trouble}`);
    // What was drawn of the blocked one is shown all the same.
    for (const name of ["blocked", "distance"]) expect(text).toContain(`id="figure-${name}"`);
  });
});

describe("addresses", () => {
  it("that follow each other are joined, others kept", () => {
    expect(ranges(["s/a=1/replicate=0", "s/a=1/replicate=1", "s/a=2/replicate=0", "s/a=1/replicate=2", "s/a=1/replicate=7", "odd"])).toEqual([
      "odd",
      "s/a=1/replicate=0..2",
      "s/a=2/replicate=0",
      "s/a=1/replicate=7",
    ]);
  });
});

/** Grey values of a PNG of 8-bit RGBA without interlace, by its specification (filters 0 to 4). */
function decode(png: Uint8Array): { width: number; height: number; grey(x: number, y: number): number } {
  const bytes = Buffer.from(png);
  expect(bytes.subarray(0, 8).toString("hex")).toBe("89504e470d0a1a0a");
  const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
  expect([...bytes.subarray(24, 29)]).toEqual([8, 6, 0, 0, 0]);
  const parts: Buffer[] = [];
  for (let at = 8; at < bytes.length; at += 12 + bytes.readUInt32BE(at)) {
    if (bytes.toString("latin1", at + 4, at + 8) === "IDAT") parts.push(bytes.subarray(at + 8, at + 8 + bytes.readUInt32BE(at)));
  }
  const raw = inflateSync(Buffer.concat(parts));
  const stride = 4 * width;
  const pixels = new Uint8Array(stride * height);
  for (let y = 0; y < height; y += 1) {
    const filter = raw[y * (stride + 1)];
    for (let i = 0; i < stride; i += 1) {
      const left = i >= 4 ? pixels[y * stride + i - 4] : 0;
      const up = y > 0 ? pixels[(y - 1) * stride + i] : 0;
      const corner = i >= 4 && y > 0 ? pixels[(y - 1) * stride + i - 4] : 0;
      const [a, b, c] = [Math.abs(up - corner), Math.abs(left - corner), Math.abs(left + up - 2 * corner)];
      const paeth = a <= b && a <= c ? left : b <= c ? up : corner;
      pixels[y * stride + i] = raw[y * (stride + 1) + 1 + i] + [0, left, up, (left + up) >> 1, paeth][filter];
    }
  }
  return {
    width,
    height,
    grey: (x, y) => (pixels[y * stride + 4 * x] + pixels[y * stride + 4 * x + 1] + pixels[y * stride + 4 * x + 2]) / 3,
  };
}

describe("PNG", () => {
  it("keeps long titles and labels inside the picture", () => {
    const long = {
      ...figures[1],
      title: "W2 squared between two solutions of equal mass, momentum and energy, relative to its start at t = 0 in units",
    };
    for (const title of [long.title, "little fifteenth trifling irritability ".repeat(6), "WWWW MMMM ".repeat(12)]) {
      const drawn = renderFigure(drawing(result, { ...long, title }));
      const image = decode(pngOf(drawn.svg));
      let edge = 0;
      for (let y = 0; y < image.height; y += 1) for (let x = image.width - 8; x < image.width; x += 1) edge += image.grey(x, y) < 250 ? 1 : 0;
      expect(edge).toBe(0);
    }
  });

  const figure = renderFigure(drawing(result, figures[0]));

  it("has twice the pixels, and ink where the curves and the labels are", () => {
    const image = decode(pngOf(figure.svg));
    const blank = decode(pngOf(figure.svg.replace(/<text[\s\S]*?<\/text>/g, "")));
    expect([image.width, image.height]).toEqual([2 * figure.width, 2 * figure.height]);
    const ink = (of: typeof image, left: number, top: number, width: number, height: number): number => {
      let dark = 0;
      for (let y = Math.round(2 * top); y < 2 * (top + height); y += 1)
        for (let x = Math.round(2 * left); x < 2 * (left + width); x += 1) dark += of.grey(x, y) < 160 ? 1 : 0;
      return dark / (4 * width * height);
    };
    // The one label in the margin: letters cover some 5 to 30 % of their box, and nothing else is there.
    const [corner] = /<g transform="translate\(0,(\d+)\)">/.exec(figure.svg)!.slice(1).map(Number);
    const label = figure.labels[0].find(({ label: name }) => name === "gamma = -3")!;
    const box = [label.left, corner + label.centre - label.height / 2, label.width, label.height] as const;
    expect(ink(image, ...box)).toBeGreaterThan(0.05);
    expect(ink(image, ...box)).toBeLessThan(0.3);
    expect(ink(blank, ...box)).toBe(0);
    // Its letters end where the table of widths says, within a letter's side bearing (half of a letter's box at most).
    expect(ink(image, label.left + label.width, box[1], 6, label.height)).toBe(0);
    expect(ink(image, label.left + 0.8 * label.width, box[1], 0.2 * label.width, label.height)).toBeGreaterThan(0.02);
    // Curves without any text.
    expect(ink(blank, 0, 0, figure.width, figure.height)).toBeGreaterThan(0.005);
  });
});
