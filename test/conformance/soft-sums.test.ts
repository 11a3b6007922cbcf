/** The SIMD kernel of soft sums and its plain twin agree bit for bit, in double and single precision, in dimensions 2, 3 and 5. */
import { expect, test } from "vitest";
import { openMemory } from "../../src/kernels/index.ts";
import { streamOf } from "../support/clouds.ts";
import { powerOfTwo, powerOfTwoSingle, softSum, softSumSingle } from "../support/soft-sums.ts";

const ROWS = 24;
const COLUMNS = 40;

/** Exponents over the whole range, clamped ends and padding included. */
function levelsOf(address: string, count: number, spread: number): Float64Array {
  const stream = streamOf(address);
  return Float64Array.from({ length: count }, (_, i) => (i % 11 === 10 ? -1e6 : i % 13 === 12 ? 1e5 : spread * stream.normal()));
}

test.each([2, 3, 5])("double precision, dimension %i", (d) => {
  const memory = openMemory();
  const stream = streamOf(`soft-sums/${d}`);
  const axes = Math.max(d, 3);
  const fill = (count: number) => memory.allocate(axes * count).map((_, i) => (i < d * count ? 5 * stream.normal() : 0));
  const [x, y] = [memory.allocate(axes * ROWS), memory.allocate(axes * COLUMNS)];
  x.set(fill(ROWS));
  y.set(fill(COLUMNS));
  const [rowLevel, level, sums, peaks] = [ROWS, COLUMNS, ROWS, ROWS].map((count) => memory.allocate(count)) as [Float64Array, Float64Array, Float64Array, Float64Array]; // prettier-ignore
  rowLevel.set(levelsOf("rows", ROWS, 40));
  level.set(levelsOf("columns", COLUMNS, 40));
  peaks.fill(-Infinity);
  const columns = { y: y.byteOffset, yStride: 8 * COLUMNS, columnLevel: level.byteOffset };
  const both = { dimension: d, x: x.byteOffset, xStride: 8 * ROWS, rowEnd: ROWS, ...columns };
  // Two runs, one of a single vector, and only some of the rows.
  const rows = { rowLevel: rowLevel.byteOffset, sums: sums.byteOffset, rowBegin: 3 };
  for (const [begin, end] of [[0, 36], [36, 40]] as const) memory.kernels.softSums({ ...both, ...rows, begin, end }); // prettier-ignore
  memory.kernels.peaks({ ...both, greatest: peaks.byteOffset, rowBegin: 0, begin: 0, end: COLUMNS });
  const planes = Array.from({ length: axes }, (_, k) => y.subarray(k * COLUMNS, (k + 1) * COLUMNS));
  for (let i = 0; i < ROWS; i++) {
    const point = Array.from({ length: axes }, (_, k) => x[k * ROWS + i]);
    const expected = 0 + softSum(point, rowLevel[i], planes, level, 0, 36) + softSum(point, rowLevel[i], planes, level, 36, 40);
    expect(sums[i]).toBe(i < 3 ? 0 : expected);
    const exponents = Array.from(level, (l, j) => point.reduce((sum, v, k) => sum + v * planes[k][j], l));
    expect(Math.abs(peaks[i] - Math.max(...exponents))).toBeLessThan(1e-10);
  }
});

test("single precision", () => {
  const memory = openMemory();
  const stream = streamOf("soft-sums/single");
  const floats = (count: number, value: (i: number) => number): Float32Array => {
    const room = memory.allocate(count / 2);
    const view = new Float32Array(room.buffer, room.byteOffset, count);
    view.set(Float32Array.from({ length: count }, (_, i) => value(i)));
    return view;
  };
  const [x, y] = [floats(3 * ROWS, () => 3 * stream.normal()), floats(3 * COLUMNS, () => 3 * stream.normal())];
  const [rowLevels, columnLevels] = [levelsOf("single rows", ROWS, 15), levelsOf("single columns", COLUMNS, 15)];
  const [rowLevel, level] = [floats(ROWS, (i) => rowLevels[i]), floats(COLUMNS, (i) => columnLevels[i])];
  const sums = memory.allocate(ROWS);
  const rows = { x: x.byteOffset, xStride: 4 * ROWS, rowLevel: rowLevel.byteOffset, sums: sums.byteOffset, rowBegin: 0, rowEnd: ROWS };
  memory.kernels.softSumsSingle({ ...rows, y: y.byteOffset, yStride: 4 * COLUMNS, columnLevel: level.byteOffset, begin: 4, end: COLUMNS });
  const planes = [0, 1, 2].map((k) => y.subarray(k * COLUMNS, (k + 1) * COLUMNS));
  for (let i = 0; i < ROWS; i++) {
    const point = [0, 1, 2].map((k) => x[k * ROWS + i]);
    expect(sums[i]).toBe(softSumSingle(point, rowLevel[i], planes, level, 4, COLUMNS));
  }
});

test("2^t: relative error below 5e-14 and 3e-7, exact at whole t", () => {
  let [worst, worstSingle] = [0, 0];
  for (let k = -5000; k <= 5000; k++) {
    const t = k * 0.0237;
    worst = Math.max(worst, Math.abs(powerOfTwo(t) / 2 ** t - 1));
    worstSingle = Math.max(worstSingle, Math.abs(powerOfTwoSingle(Math.fround(t)) / 2 ** Math.max(-120, Math.min(120, Math.fround(t))) - 1));
  }
  expect(worst).toBeLessThan(5e-14);
  expect(worstSingle).toBeLessThan(3e-7);
  expect([-1000, -3, 0, 1, 1000].map(powerOfTwo)).toEqual([-1000, -3, 0, 1, 1000].map((t) => 2 ** t));
});
