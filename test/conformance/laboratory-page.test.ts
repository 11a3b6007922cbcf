/**
 * The laboratory's page in headless Chromium, opened from disk: it shows the bits that Node computes, asks for nothing, complains of nothing, and works by keyboard, in
 * light and dark, and at the width of a phone. Without Chromium on the path it is skipped.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { laboratory } from "../../particles/lab/index.ts";
import { chromium, openChromium, skippedWithout, type Page } from "../support/chromium.ts";

const file = new URL("../../dist/lab.html", import.meta.url).pathname;
const choices = { potential: "maxwell", data: "gaussian", coupling: "spherical", particles: "200", seed: "page" };
const STRIDE = 30;

const at = (step: number): string => `${file}#${new URLSearchParams({ ...choices, step: String(step) })}`;

/** Values of a series in the page's table, by row; all their digits. */
const column = (series: string): string => `[...document.querySelectorAll('data[data-series="${series}"]')].map(({ value }) => Number(value))`;
const status = "document.querySelector('.status').textContent";
const until = (page: Page, count: number) => page.until(`${column("w2")}.length >= ${count}`);
const settled = (page: Page) => page.value("new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve(true))))");

/** What a page looks like: the brightness of its ground, and whether anything is wider than the window. */
const looks = `({
  ground: getComputedStyle(document.documentElement).getPropertyValue("--ground"),
  ink: getComputedStyle(document.body).color,
  wider: document.documentElement.scrollWidth - innerWidth,
  stage: document.querySelector("canvas").getBoundingClientRect().width,
  pixel: [...document.querySelector("canvas").getContext("2d").getImageData(3, 3, 1, 1).data],
})`;

describe.skipIf(!chromium)(`the laboratory's page (${skippedWithout})`, () => {
  let page: Page;
  beforeAll(async () => {
    page = await openChromium();
    await page.open(at(2 * STRIDE));
    await until(page, 3);
  });
  afterAll(() => page.close());

  it("shows the bits that Node computes, at the step that its address names", async () => {
    const arrangement = laboratory.arrange(choices);
    const moving = laboratory.open(arrangement);
    const observations = [moving.start];
    while (observations.length < 3) observations.push(...[moving.advance() ?? []].flat());
    const measure = laboratory.measuring(arrangement);
    const values = observations.map(({ t, clouds, values }) => ({ ...values, ...measure({ t, clouds }) }));
    for (const series of ["cost", "w2", "w2.floor", "lower", "theorem3", "firstAlong", "secondAcross"]) {
      const expected = values.map((one) => one[series]);
      expect(expected.every(Number.isFinite), series).toBe(true);
      expect(await page.value(column(series)), series).toEqual(expected);
    }
    expect(await page.value(status)).toContain("step 60 of 600");
  });

  it("gives its scenario", async () => {
    await page.value("[...document.querySelectorAll('button')].find(({ textContent }) => textContent === 'Copy as scenario').click()");
    const text = await page.value<string>("document.querySelector('textarea').value");
    const [first] = await page.value<number[]>(column("w2"));
    expect(text).toContain(`w2 = ${first}`);
    expect(text).toContain('vary: { seed: ["page"] }');
    await page.key("Escape");
    expect(await page.value("document.querySelector('dialog').open")).toBe(false);
  });

  it("works by keyboard: a step, a run, a pause, the start, and every control in turn", async () => {
    await page.value("document.activeElement.blur()");
    await page.key("ArrowRight");
    await settled(page);
    expect(await page.value(status)).toContain("step 61 of 600");
    expect(await page.value("location.hash")).toContain("step=61");
    await page.key(" ");
    await page.until(`!${status}.includes("step 61 ")`);
    expect(await page.value("document.querySelector('.main').textContent")).toBe("Pause");
    await page.key(" ");
    await settled(page);
    const paused = await page.value(status);
    await settled(page);
    expect(await page.value(status)).toBe(paused);
    await page.key("Home");
    await settled(page);
    expect(await page.value(status)).toContain("step 0 of 600");
    const reached = [];
    for (let k = 0; k < 14; k++) {
      await page.key("Tab");
      reached.push(await page.value("document.activeElement.textContent.slice(0, 16) || document.activeElement.name || document.activeElement.tagName"));
    }
    expect(reached).toEqual(expect.arrayContaining(["Run", "Step", "Start again", "Copy link", "Copy as scenario", "particles", "seed", "CANVAS", "Numbers"]));
  });

  it("says what is wrong with an address, and goes on with what it had", async () => {
    await page.value("void (location.hash = '#potential=colomb')");
    await page.until("document.querySelector('.message').textContent !== ''");
    const said = await page.value("document.querySelector('.message').textContent");
    expect(said).toBe("unknown potential: colomb (exists: coulomb, screened, very-soft, soft, maxwell, hard)");
    expect(await page.value(status)).toContain("of 600");
  });

  it("asked for nothing but itself, and complained of nothing", () => {
    expect(page.requests.filter((address) => !address.startsWith("blob:") && address.split("#")[0] !== `file://${file}`)).toEqual([]);
    // The kernels' memory is one that threads could share, which browsers note: a page from a disk has one thread for it.
    const noted = /"(SharedArrayBufferIssue|type":"SharedArrayBufferConstructedWithoutIsolation)"/;
    expect(page.complaints.filter((complaint) => !noted.test(complaint))).toEqual([]);
  });

  it("would be refused every request", async () => {
    const refused = "fetch('data:text/plain,x').then(() => 'answered', () => 'refused')";
    expect(await page.value(refused)).toBe("refused");
    expect(page.complaints.join()).toContain("Content Security Policy");
  });

  it("fits a phone, and is dark where that is asked for", async () => {
    await page.send("Emulation.setDeviceMetricsOverride", { width: 390, height: 844, deviceScaleFactor: 1, mobile: true });
    await page.send("Emulation.setEmulatedMedia", { features: [{ name: "prefers-color-scheme", value: "dark" }] });
    await settled(page);
    const { ground, ink, wider, stage, pixel } = await page.value<{ ground: string; ink: string; wider: number; stage: number; pixel: number[] }>(looks);
    expect(wider).toBeLessThanOrEqual(0);
    expect(stage).toBeGreaterThan(340);
    expect([ground, ink]).toEqual(["#14171a", "rgb(236, 236, 236)"]);
    expect(pixel).toEqual([0x14, 0x17, 0x1a, 255]);
  });
});
