/** The rooms keep to the import table, and the top level holds what it should. */
import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";

const root = new URL("../../", import.meta.url).pathname;

describe("house", () => {
  it("imports only what the table allows, without cycles", () => {
    const run = () => execFileSync("npx", ["depcruise", "src", "particles", "scenarios", "test", "scripts"], { cwd: root, encoding: "utf8" });
    expect(run()).toMatch(/no dependency violations found/);
  });

  it("has the agreed folders at the top level", () => {
    const tracked = execFileSync("git", ["ls-files"], { cwd: root, encoding: "utf8" }).split("\n");
    const folders = new Set(tracked.filter((file) => file.includes("/")).map((file) => file.split("/")[0]));
    expect([...folders].filter((name) => !name.startsWith(".")).sort()).toEqual(["docs", "particles", "scenarios", "scripts", "src", "test"]);
  });
});
