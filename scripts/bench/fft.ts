/**
 * Fourier transforms: 64^3 complex numbers in double precision, ours against FFTW and fft.js in one run; and the Landau operator of the Fourier
 * solver, 32^2 points.
 *
 * Goals: within 4 times FFTW, 3 times faster than fft.js; the operator (coefficients and their application) under 1 ms. FFTW runs in a small C
 * program that is compiled here; where gcc or libfftw3 is absent, that comparison is left out.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import FFT from "fft.js";
import { openMemory } from "../../src/kernels/index.ts";
import { bkw, powerLaw, singleSpecies } from "../../src/index.ts";
import { complexTransform } from "../../src/math/fft/transform.ts";
import { openGrid, sampleOn } from "../../src/solvers/fourier/grid.ts";
import { openOperator } from "../../src/solvers/fourier/operator.ts";
import { interleaved, printTable } from "./measure.ts";

const SIDE = 64;
const ROUNDS = 9;
const REPEATS = 8;

const program = `
#include <fftw3.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
static double cpu(void) { struct timespec t; clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t); return t.tv_sec + 1e-9 * t.tv_nsec; }
static int order(const void *a, const void *b) { double x = *(double *)a, y = *(double *)b; return (x > y) - (x < y); }
int main(void) {
  const int n = ${SIDE}, count = n * n * n;
  fftw_complex *x = fftw_malloc(sizeof(fftw_complex) * count);
  fftw_plan plan = fftw_plan_dft_3d(n, n, n, x, x, FFTW_FORWARD, FFTW_MEASURE);
  double times[${ROUNDS}];
  for (int round = -1; round < ${ROUNDS}; round++) {
    for (int i = 0; i < count; i++) { x[i][0] = (i % 17) / 17.0; x[i][1] = (i % 13) / 13.0; }
    double start = cpu();
    for (int k = 0; k < ${REPEATS}; k++) fftw_execute(plan);
    if (round >= 0) times[round] = (cpu() - start) / ${REPEATS};
  }
  qsort(times, ${ROUNDS}, sizeof(double), order);
  printf("%s %.9f\\n", fftw_version, times[${ROUNDS} / 2]);
  return 0;
}
`;

/** CPU seconds of FFTW (FFTW_MEASURE, one thread), or undefined where it cannot be compiled. */
function fftw(): { version: string; seconds: number } | undefined {
  const folder = mkdtempSync(join(tmpdir(), "landau-fftw-"));
  try {
    const [source, binary] = [join(folder, "fftw.c"), join(folder, "fftw")];
    writeFileSync(source, program);
    if (spawnSync("gcc", ["-O3", source, "-o", binary, "-lfftw3", "-lm"]).status !== 0) return undefined;
    const [version, seconds] = execFileSync(binary, { encoding: "utf8" }).trim().split(" ");
    return { version: version, seconds: Number(seconds) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** fft.js along each of the three axes, lines copied to and from its own arrays. */
function straightforward(data: Float64Array): () => void {
  const fft = new FFT(SIDE);
  const [line, out] = [fft.createComplexArray() as number[], fft.createComplexArray() as number[]];
  return () => {
    for (const stride of [SIDE * SIDE, SIDE, 1])
      for (let first = 0; first < SIDE * SIDE * SIDE; first++) {
        if (Math.floor(first / stride) % SIDE !== 0) continue;
        for (let j = 0; j < SIDE; j++) {
          line[2 * j] = data[2 * (first + stride * j)]!;
          line[2 * j + 1] = data[2 * (first + stride * j) + 1]!;
        }
        fft.transform(out, line);
        for (let j = 0; j < SIDE; j++) {
          data[2 * (first + stride * j)] = out[2 * j]!;
          data[2 * (first + stride * j) + 1] = out[2 * j + 1]!;
        }
      }
  };
}

function ours(data: Float64Array): () => void {
  const shape = [SIDE, SIDE, SIDE];
  const memory = openMemory();
  const transform = complexTransform(memory, shape);
  const own = memory.allocate(data.length);
  own.set(data);
  return () => {
    // From the start each time: transforms that are not normalised grow, and would overflow in the end.
    own.set(data);
    for (let k = 0; k < REPEATS; k++) transform.forward(own);
  };
}

/** One evaluation of the operator: coefficients of a BKW law and their application to it. */
function operator(): () => void {
  const law = bkw({ S: 0.5, dimension: 2 });
  const grid = openGrid({ dimension: 2, modes: 32, centre: [0, 0], halfWidth: 5.7 });
  const landau = openOperator(grid, singleSpecies(powerLaw(0)));
  const [current, target, sum] = [0, 1, 2].map(() => grid.memory.allocate(grid.spectrumDoubles)) as [Float64Array, Float64Array, Float64Array]; // prettier-ignore
  sampleOn(grid, law.density, grid.value);
  grid.transform.forward(grid.value, current);
  return () => {
    for (let k = 0; k < 100; k++) {
      landau.freeze([current]);
      landau.term(0, { current, target, sum }, 1, 0, 0, 0);
    }
  };
}

export function benchTransforms(): void {
  const data = Float64Array.from({ length: 2 * SIDE * SIDE * SIDE }, (_, i) => (i % 17) / 17 - (i % 5) / 5);
  const before = fftw();
  const [mine, theirs, evaluation] = interleaved([ours(data), straightforward(data.slice()), operator()], ROUNDS);
  const after = fftw();
  const own = mine / REPEATS;
  const milliseconds = (seconds: number): string => (1e3 * seconds).toFixed(2);
  const rows = [
    ["64^3 complex transform", "CPU ms", "times ours"],
    ["landau-flow", milliseconds(own), "1"],
    ["fft.js", milliseconds(theirs), (theirs / own).toFixed(1)],
  ];
  if (before && after) {
    const seconds = (before.seconds + after.seconds) / 2;
    rows.push([before.version, milliseconds(seconds), (seconds / own).toFixed(2)]);
  }
  printTable(rows);
  if (!before) process.stdout.write("no comparison with FFTW: gcc or libfftw3 is not installed\n\n");
  printTable([
    ["Landau operator, 32^2 points", "CPU ms"],
    ["coefficients and application", milliseconds(evaluation / 100)],
  ]);
}
