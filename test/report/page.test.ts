/**
 * The report as a reader has it, in headless Chromium: it asks for nothing and complains of nothing; values under pointer and keys are those of the result; curves,
 * axes, zoom, sorting, copying and saving do what they say; narrow, dark, printed and without script it is all there. Skipped, with a message, without Chromium.
 */
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { captionOf, drawing, renderFigure, reportHtml } from "../../src/report/index.ts";
import { liveData } from "../../src/report/figure/live.ts";
import { tableCsv } from "../../src/report/rows.ts";
import type { FigureSpec } from "../../src/protocols/index.ts";
import { chromium, openChromium, skippedWithout, type Page } from "../support/chromium.ts";
import { judged, softPotentials, studyOf } from "../support/report-fixture.ts";

const result = softPotentials([0, -1, -3]);
const claims = [judged("W2^2 <falls>", { kind: "consistent", evidence: "down" }), judged("Theorem 3", { kind: "violated", evidence: "up" })];
const figures: FigureSpec[] = [
  { name: "distance", title: "W2^2 </script> & more", series: ["w2"], scale: "log", caption: "Debiased." },
  { name: "bracket", title: "Bracket", series: ["w2", "lower", "cost"], facet: "gamma", caption: "Bracket." },
];

/** Of an element in the window, in pixels. */
interface Sides {
  readonly left: number;
  readonly right: number;
  readonly width: number;
}

/** Of the fixture's formula, at gamma = 0: mean and half-width at the k-th of eleven times to .4. */
const expected = (k: number): { t: number; mean: number; half: number } => {
  const t = (0.4 * k) / 10;
  return { t, mean: 0.142 * Math.exp(-4 * t) + 0.0007 * Math.sin(20 * t), half: 0.0021 + 0.004 * t };
};
const digits = (value: number): string => String(Number(value.toPrecision(5)));
const told = (k: number): string => {
  const { t, mean, half } = expected(k);
  return `time t = ${digits(t)}: ${digits(mean)} [${digits(mean - half)}, ${digits(mean + half)}] (95 %)`;
};

describe.skipIf(!chromium)(`a report in headless Chromium (${skippedWithout})`, () => {
  const folder = mkdtempSync(join(tmpdir(), "report-page-"));
  let page: Page;
  let file: string;
  const svg = `document.querySelector("#figure-distance .panel > svg")`;
  const said = () => page.value<string>(`document.querySelector("#figure-distance output").textContent`);
  const texts = () => page.value<string[]>(`[...${svg}.querySelectorAll("text")].map((one) => one.textContent)`);
  const click = (words: string, within = "document") =>
    page.value(`[...${within}.querySelectorAll("button")].find((one) => one.textContent.startsWith(${JSON.stringify(words)})).click()`);
  const view = (width: number) => page.send("Emulation.setDeviceMetricsOverride", { width, height: 800, deviceScaleFactor: 1, mobile: false });
  const scheme = (value: string) => page.send("Emulation.setEmulatedMedia", { media: "", features: [{ name: "prefers-color-scheme", value }] });

  beforeAll(async () => {
    const shown = figures.map((spec) => {
      const drawn = drawing(result, spec);
      return { name: spec.name, ...renderFigure(drawn), caption: captionOf(drawn), live: liveData(drawn) };
    });
    const provenance = { commands: ["landau run scenarios/soft-potentials.ts"], versions: {}, seeds: [] };
    file = join(folder, "report.html");
    writeFileSync(file, reportHtml({ result, judgements: claims, study: studyOf(result, claims), figures: shown, provenance }));
    page = await openChromium();
    await view(1100);
    await page.open(file);
  }, 120_000);
  afterAll(async () => {
    await page.close();
    rmSync(folder, { recursive: true });
  }, 60_000);

  it("asks for nothing but itself, says nothing to the console, and could not ask if it would", async () => {
    expect(page.requests).toEqual([`file://${file}`]);
    expect(page.complaints).toEqual([]);
    const refused = `new Promise((done) => { addEventListener("securitypolicyviolation", (one) => done(one.effectiveDirective)); fetch("http://127.0.0.1:9/").catch(() => {}); })`;
    expect(await page.value(refused)).toBe("connect-src");
    expect(page.requests.filter((url) => !url.startsWith("file:"))).toEqual([]);
    await page.open(file);
  });

  it("shows values and intervals by arrow keys, along a curve and from curve to curve", async () => {
    await page.value(`${svg}.focus()`);
    for (let k = 0; k < 3; k++) await page.key("ArrowRight");
    // Keys are handled after they are sent.
    await expect.poll(said).toBe(`\u03b3 = 0, ${told(2)}`);
    await page.key("ArrowDown");
    // The nearest of gamma = -1, whose times are .1 apart.
    await expect.poll(said).toContain("\u03b3 = \u22121, time t = 0.1: ");
    await page.key("ArrowUp");
    await page.key("ArrowLeft");
    await expect.poll(said).toContain(`\u03b3 = 0, time t = `);
  });

  it("shows them under the pointer, of all curves that have a value there", async () => {
    const place = await page.value<[number, number]>(`(() => {
      const panel = document.querySelector("#figure-bracket .panel > svg");
      panel.scrollIntoView();
      const { left, top, width } = panel.getBoundingClientRect();
      return [left + 62 + (width - 76) * 0.5, top + 150];
    })()`);
    await page.mouse("mouseMoved", ...place);
    const shown = await page.value<string>(`document.querySelector("#figure-bracket .tip").innerText`);
    // The middle of the first panel is the sixth of eleven times, at gamma = 0.
    const { t, mean, half } = expected(5);
    expect(shown).toContain(`time t = ${digits(t)}`);
    for (const part of [digits(mean), `[${digits(mean - half)}, ${digits(mean + half)}]`, "lower bound", "coupled cost"]) expect(shown).toContain(part);
    expect(shown).toContain(digits(0.139 * Math.exp(-1.05 * 4 * t)));
  });

  it("switches curves off and on", async () => {
    const bands = () => page.value<number>(`${svg}.querySelectorAll(".band").length`);
    expect(await bands()).toBe(3);
    await page.value(`document.querySelector("#figure-distance .key input").click()`);
    expect(await bands()).toBe(2);
    await page.value(`document.querySelector("#figure-distance .key input").click()`);
    expect(await bands()).toBe(3);
  });

  it("changes between logarithmic and linear axes, by button and by key", async () => {
    const { panels } = JSON.parse(liveData(drawing(result, figures[0]))) as { panels: { linear: [number, number]; log: [number, number] }[] };
    // The fixture's last mean at gamma = -3 is .016, on a logarithmic axis that ends above zero.
    expect(panels[0].log[0]).toBeGreaterThan(0);
    expect(panels[0].linear[0]).toBe(0);
    expect(await texts()).not.toContain("0.15");
    await click("Logarithmic");
    expect(await texts()).toEqual(expect.arrayContaining(["0.15", "0.1", "0.05"]));
    await page.value(`${svg}.focus()`);
    await page.key("l");
    expect(await texts()).not.toContain("0.15");
  });

  it("zooms to a rectangle, by buttons and by keys, and back", async () => {
    const whole = await texts();
    const [left, top, width] = await page.value<number[]>(
      `(() => { ${svg}.scrollIntoView(); const { left, top, width } = ${svg}.getBoundingClientRect(); return [left, top, width]; })()`,
    );
    await page.mouse("mouseMoved", left + 70, top + 20);
    await page.mouse("mousePressed", left + 70, top + 20);
    await page.mouse("mouseMoved", left + 62 + (width - 76) / 4, top + 150);
    await page.mouse("mouseReleased", left + 62 + (width - 76) / 4, top + 150);
    const part = await texts();
    // A quarter of 2.2 units of time.
    const shown = part.map(Number).filter((value) => value > 0.2);
    expect(Math.max(...shown)).toBeLessThanOrEqual(0.55);
    await click("All", `document.querySelector("#figure-distance")`);
    expect(await texts()).toEqual(whole);
    await page.value(`${svg}.focus()`);
    await page.key("+");
    expect(await texts()).not.toEqual(whole);
    await page.key("0");
    expect(await texts()).toEqual(whole);
  });

  it("sorts the estimates by any column", async () => {
    const column = () => page.value<string[]>(`[...document.querySelectorAll("#estimates table")[0].tBodies[0].rows].map((row) => row.cells[1].dataset.value)`);
    const before = await column();
    const head = `document.querySelectorAll("#estimates table")[0].tHead.rows[0].cells[1]`;
    await page.value(`${head}.querySelector("button").click()`);
    const ascending = await column();
    expect(ascending).toEqual([...before].sort((a, b) => Number(a) - Number(b)));
    expect(ascending).not.toEqual(before);
    expect(await page.value(`${head}.getAttribute("aria-sort")`)).toBe("ascending");
    await page.value(`${head}.querySelector("button").click()`);
    expect(await column()).toEqual([...ascending].reverse());
  });

  it("copies commands and saves table.csv and a figure, byte for byte", async () => {
    await page.send("Browser.grantPermissions", { permissions: ["clipboardReadWrite", "clipboardSanitizedWrite"] });
    await page.send("Page.bringToFront");
    await click("Copy");
    await page.value("new Promise((done) => setTimeout(done, 100))");
    expect(await page.value("navigator.clipboard.readText()")).toMatch(/^npx landau run scenarios\/soft-potentials\.ts --only gamma=-3/);
    const saved = join(folder, "saved");
    await page.send("Browser.setDownloadBehavior", { behavior: "allow", downloadPath: saved });
    await click("Save table.csv");
    await click("Save SVG");
    for (let waited = 0; waited < 100 && !["distance.svg", "table.csv"].every((name) => ls(saved).includes(name)); waited++) await setTimeout(50);
    expect(readFileSync(join(saved, "table.csv"), "utf8")).toBe(tableCsv(result));
    expect(readFileSync(join(saved, "distance.svg"), "utf8").length).toBeGreaterThan(1000);
  });

  it("fits a screen of 390 pixels, and is dark where the reader's system is, with contrast", async () => {
    await view(390);
    await page.open(file);
    // Beside a bar to scroll with, where the machine shows one.
    const [wide, seen] = await page.value<[number, number]>("[document.documentElement.scrollWidth, document.documentElement.clientWidth]");
    expect(wide).toBe(seen);
    expect(seen).toBeLessThanOrEqual(390);
    // Nor do the values of a point widen the page, of which there are three rows here.
    await page.value(`document.querySelector("#figure-bracket .panel > svg").focus()`);
    for (let k = 0; k < 5; k++) await page.key("ArrowRight");
    const [tip, panel] = await page.value<Sides[]>(`[...document.querySelectorAll("#figure-bracket .tip, #figure-bracket .panel")].slice(0, 2).map((one) => one.getBoundingClientRect().toJSON()).sort((a, b) => a.height - b.height)`); // prettier-ignore
    expect(tip.width).toBeGreaterThan(100);
    expect(tip.left).toBeGreaterThanOrEqual(panel.left - 1);
    expect(tip.right).toBeLessThanOrEqual(panel.right + 1);
    expect(await page.value("document.documentElement.scrollWidth")).toBe(seen);
    await scheme("dark");
    const colours = await page.value<string[][]>(`[...document.querySelectorAll("body, .kind, a, .note, button, .alarm")].map((one) => {
      let ground = one;
      while (getComputedStyle(ground).backgroundColor === "rgba(0, 0, 0, 0)") ground = ground.parentElement;
      return [getComputedStyle(one).color, getComputedStyle(ground).backgroundColor];
    })`);
    expect(luminance(colours[0][1])).toBeLessThan(0.02);
    for (const [text, ground] of colours) expect(contrast(text, ground)).toBeGreaterThan(4.5);
    await scheme("light");
    expect(luminance(await page.value("getComputedStyle(document.body).backgroundColor"))).toBe(1);
  });

  it("prints the printed figures, and shows them without its script", async () => {
    const display = (selector: string) => page.value(`getComputedStyle(document.querySelector("${selector}")).display`);
    expect(await display("figure > svg")).toBe("none");
    await page.send("Emulation.setEmulatedMedia", { media: "print", features: [] });
    expect([await display("figure > svg"), await display(".live"), await display(".tools")]).toEqual(["block", "none", "none"]);
    await page.send("Emulation.setEmulatedMedia", { media: "", features: [] });
    await page.send("Emulation.setScriptExecutionDisabled", { value: true });
    await page.open(file);
    expect(await display("figure > svg")).toBe("block");
    expect(page.complaints).toEqual([]);
  });
});

function ls(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** Relative luminance and contrast ratio of WCAG 2.1. */
function luminance(colour: string): number {
  const [r, g, b] = colour.match(/[\d.]+/g)!.map((part) => Number(part) / 255);
  const linear = (part: number): number => (part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
  return 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
}

function contrast(one: string, other: string): number {
  const [high, low] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (high + 0.05) / (low + 0.05);
}
