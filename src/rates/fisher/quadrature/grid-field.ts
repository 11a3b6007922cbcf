/**
 * Meshes in the plane for laws of any shape, by Fourier transforms:  v = centre - R + h j,  h = 2 R/n,  j = 0 ... n-1 on both axes. The convolutions
 *
 *   a = a_kernel * f,   b = b_kernel * f
 *
 * run on a box twice as wide with the kernel cut at |z| = 2 R (solvers/fourier/kernel.ts): exact for densities in the disc of radius R, and accurate to e^(-pi delta/h)
 * for densities analytic in a strip of half-width delta. The trapezoidal rule at the grid points has the square of that error. The square is about the midpoint of the means, and holds every law to e^-37.
 */
import type { Law, Nodes, Potential } from "../../../protocols/index.ts";
import type { RealTransform } from "../../../math/fft/transform.ts";
import type { Field } from "./field.ts";
import type { Mesh } from "./mesh-rates.ts";
import { pow } from "../../../math/elementary.ts";
import { realTransform } from "../../../math/fft/transform.ts";
import { openMemory } from "../../../kernels/index.ts";
import { radialTables } from "../../../solvers/fourier/kernel.ts";
import { tensorNodes } from "../../../laws/quadrature/tensor-nodes.ts";
import { reachOf } from "./mesh-rates.ts";

/** A square of n x n points, n = 2^a 3^b. */
interface PlaneBox {
  readonly centre: readonly number[];
  /** R. */
  readonly halfWidth: number;
  readonly modes: number;
}

/** The grid points as nodes of the law, which needs a score. */
function gridNodes(law: Law, { centre, halfWidth, modes }: PlaneBox): Nodes {
  const h = (2 * halfWidth) / modes;
  const axes = centre.map((c) => ({
    nodes: Float64Array.from({ length: modes }, (_, j) => c - halfWidth + h * j),
    weights: new Float64Array(modes).fill(h),
  }));
  const score = new Float64Array(2);
  return tensorNodes(axes, (v, gradient) => {
    const density = law.density(v);
    if (density > 0) law.score!(v, score);
    for (let k = 0; k < 2; k++) gradient[k] = density > 0 ? density * score[k] : 0;
    return density;
  });
}

interface Multiplier {
  /** Factor of the spectrum at wave numbers (p, r) in units of pi/(2 R), q = p^2 + r^2. */
  (p: number, r: number, q: number): number;
}

/** target = factor * source over all wave numbers, times i where `turned`; the Nyquist lines, whose sign is ambiguous, are zero. */
function multiply(modes: number, source: Float64Array, target: Float64Array, factor: Multiplier, turned: boolean): void {
  const long = 2 * modes;
  for (let x = 0, at = 0; x < long; x++) {
    const p = x > modes ? x - long : x;
    for (let r = 0; r <= modes; r++, at += 2) {
      const f = x === modes || r === modes ? 0 : factor(p, r, p * p + r * r);
      target[at] = turned ? -f * source[at + 1] : f * source[at];
      target[at + 1] = turned ? f * source[at] : f * source[at + 1];
    }
  }
}

/** What convolutions on one box share. */
interface Workspace {
  readonly transform: RealTransform;
  readonly real: Float64Array;
  readonly given: Float64Array;
  readonly spectrum: Float64Array;
}

function openWorkspace(modes: number): Workspace {
  const memory = openMemory();
  const transform = realTransform(memory, [2 * modes, 2 * modes]);
  const [given, spectrum] = [memory.allocate(transform.spectrumDoubles), memory.allocate(transform.spectrumDoubles)];
  return { transform, real: memory.allocate(4 * modes * modes), given, spectrum };
}

/** The part of the wide array that the grid covers, times 1/(2n)^2. */
function cut(real: Float64Array, modes: number): Float64Array {
  const result = new Float64Array(modes * modes);
  for (let x = 0; x < modes; x++) for (let y = 0; y < modes; y++) result[x * modes + y] = real[2 * x * modes + y] / (4 * modes * modes);
  return result;
}

/** The field of the law with these nodes (`gridNodes` on the same box), at these nodes. */
function gridField({ density }: Nodes, potential: Potential, { halfWidth, modes }: PlaneBox): Field {
  const { transform, real, given, spectrum } = openWorkspace(modes);
  real.fill(0);
  for (let x = 0; x < modes; x++) for (let y = 0; y < modes; y++) real[2 * x * modes + y] = density[x * modes + y];
  transform.forward(real, given);
  const { across, along } = radialTables(potential, 2, 2 * halfWidth, modes);
  const component = (factor: Multiplier, turned = false): Float64Array => {
    multiply(modes, given, spectrum, factor, turned);
    transform.inverse(spectrum, real);
    return cut(real, modes);
  };
  const mixed = (p: number, r: number, q: number): number => (q === 0 ? across[0] : across[q] + ((along[q] - across[q]) * p * r) / q);
  const first = component((p, _, q) => mixed(p, p, q));
  const second = component((_, r, q) => mixed(r, r, q));
  const crossed = component((p, r, q) => (q === 0 ? 0 : ((along[q] - across[q]) * p * r) / q));
  const unit = Math.PI / (2 * halfWidth);
  const drift = [component((p, _, q) => unit * p * along[q], true), component((_, r, q) => unit * r * along[q], true)];
  return {
    at(_, n, a, b) {
      a[0] = first[n];
      a[3] = second[n];
      a[1] = a[2] = crossed[n];
      b[0] = drift[0][n];
      b[1] = drift[1][n];
    },
  };
}

const LADDER = [96, 128, 192, 256, 384, 512, 768] as const;

/** Rounding of a transform, relative to the largest value of the kernel, at the radius 2 R of its truncation. */
const TRANSFORM = 2e-15;

/** Grids for laws in the plane, each finer than the one before. */
export function* planeMeshes(laws: readonly Law[]): Generator<Mesh> {
  const centre = [0, 1].map((k) => laws.reduce((sum, law) => sum + law.mean[k] / laws.length, 0));
  const halfWidth = Math.max(...laws.map((law) => reachOf(law, centre)));
  const thermal = Math.sqrt(Math.min(...laws.map(({ covariance }) => covariance[0][0] + covariance[1][1])));
  for (const modes of LADDER) {
    const box = { centre, halfWidth, modes };
    yield {
      nodesOf: (law) => gridNodes(law, box),
      fieldOf: (nodes, potential) => gridField(nodes, potential, box),
      noise: ({ gamma = 0 }) => TRANSFORM * pow((2 * halfWidth) / thermal, gamma + 2),
    };
  }
}
