/** Damaged files, few: a table as numpy reads it, or one line. (All kinds and many: test/long/damaged-files.test.ts.) */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { checkDamaged, checkDamagedGrids } from "../support/mutated-files.ts";

const folder = mkdtempSync(join(tmpdir(), "landau-damaged-"));
afterAll(() => rmSync(folder, { recursive: true }));

it.each([
  ["NPY", /npy$/, 120],
  ["CSV", /csv$/, 120],
  ["HDF5", /h5$/, 24],
] as const)("%s", async (name, family, count) => {
  const { served, compared } = await checkDamaged(join(folder, name), count, `damaged/${name}`, family);
  expect(served).toBeGreaterThan(count / 20);
  expect(served).toBeLessThan(count);
  if (compared === 0) console.log(`${name}: not compared, numpy (and h5py for HDF5) is not installed`);
});

it("grids", async () => {
  const served = await checkDamagedGrids(join(folder, "grids"), 80, "damaged/grids");
  expect(served).toBeGreaterThan(4);
  expect(served).toBeLessThan(80);
});
