/** `landau lab` writes the page that `npm run build` made: one file with nothing outside it. */
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { home, inFolderOfItsOwn } from "../support/cli.ts";
import { landau } from "../support/landau.ts";

inFolderOfItsOwn();

const made = readFileSync(join(home, "dist/lab.html"), "utf8");

describe("landau lab", () => {
  it("writes laboratory.html, or what --out says", async () => {
    expect(await landau("lab")).toEqual({ code: 0, out: "laboratory.html\n", err: "" });
    const { out } = await landau("lab", "--out", "a/b.html", "--json");
    expect(JSON.parse(out)).toEqual({ file: "a/b.html", bytes: statSync("a/b.html").size });
    for (const file of ["laboratory.html", "a/b.html"]) expect(readFileSync(file, "utf8")).toBe(made);
  });

  it("refuses a folder in one line", async () => {
    const { code, out, err } = await landau("lab", "--out", ".");
    expect([code, out]).toEqual([2, ""]);
    expect(err).toMatch(/^.+: cannot \w+ it \(E\w+\)\n$/);
  });

  it("names nothing outside the file: no source, no link, a policy that allows no request", () => {
    const [head, body] = [made.slice(0, made.indexOf("<style>")), made.slice(made.indexOf("</style>"))];
    expect(head).toMatch(/default-src 'none'; script-src 'sha256-[\w+/=]+' 'wasm-unsafe-eval'; worker-src blob:; style-src 'sha256-[\w+/=]+'; base-uri 'none'/);
    expect(body.match(/<script/g)).toHaveLength(1);
    // What it draws is clipped by a shape of its own.
    const outside = [/<(link|img|iframe|script)[^>]+(src|href)=/, /@import/, /url\((?!#)/].filter((pattern) => pattern.test(made));
    expect(outside).toEqual([]);
  });
});
