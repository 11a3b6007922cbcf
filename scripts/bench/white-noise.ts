/**
 * The white noise of Fournier and Guerin: a whole step per ordered pair at gamma = -3, N = 4096, alone and in a couple (both ensembles together), of one species and of
 * two of different masses and densities that share the particles, against a
 * straightforward loop over the same sums, against the sums in double precision without the rest of the step, and against the definition, N^2 normal vectors
 * (test/support/term-by-term.ts, at N = 256). Goals, ns: 1.5 alone, 5 synchronous, 7 spherical; in double precision 3.7, 10.5, 14.6.
 */
import { spherical } from "../../particles/couplings/spherical.ts";
import { synchronous } from "../../particles/couplings/synchronous.ts";
import { createEnsemble, groupsOf } from "../../particles/ensemble.ts";
import { diffusionTime } from "../../particles/systems/diffusion-time.ts";
import { kernelSums } from "../../particles/systems/mean-field-sums.ts";
import { kernelCoupleSums } from "../../particles/systems/white-noise-sums.ts";
import { whiteNoise } from "../../particles/systems/white-noise.ts";
import { openMemory } from "../../src/kernels/index.ts";
import { powerLaw } from "../../src/model/power-law.ts";
import { model } from "../../src/model/species.ts";
import type { Ensemble, Planes } from "../../src/protocols/index.ts";
import { rootKey } from "../../src/random/key.ts";
import { openStream } from "../../src/random/stream.ts";
import { openTermByTerm } from "../../test/support/term-by-term.ts";
import { interleaved, printTable } from "./measure.ts";

const [COUNT, FEW, SOFTENING, STEP] = [4096, 256, 0.05, 1e-3];

function cloud(name: string, count: number): Planes {
  const stream = openStream(rootKey(name));
  return [0, 1, 2].map(() => Float64Array.from({ length: count }, () => stream.normal()));
}

const alphaOf = (square: number): number => 1 / ((square + SOFTENING * SOFTENING) * Math.sqrt(square + SOFTENING * SOFTENING));

/** What one would write without kernels: the sums of a row, by components. `turned`: of the spherical coupling. */
function straightforward([v, w]: readonly Planes[], out: Float64Array, turned: boolean): void {
  const [vx, vy, vz] = v;
  for (let i = 0; i < vx.length; i++) {
    out.fill(0);
    for (let j = 0; j < vx.length; j++) {
      const x = vx[i] - vx[j];
      const y = vy[i] - vy[j];
      const z = vz[i] - vz[j];
      const r2 = x * x + y * y + z * z;
      const t = alphaOf(r2);
      own(out, 0, t, x, y, z);
      if (!w) continue;
      const a = w[0][i] - w[0][j];
      const b = w[1][i] - w[1][j];
      const c = w[2][i] - w[2][j];
      const s2 = a * a + b * b + c * c;
      const t2 = alphaOf(s2);
      own(out, 9, t2, a, b, c);
      const g = Math.sqrt(t * t2);
      outer(out, g, x, y, z, a, b, c);
      if (!turned || i === j) continue;
      const s = Math.sqrt(r2 * s2);
      const mx = s * x + r2 * a;
      const my = s * y + r2 * b;
      const mz = s * z + r2 * c;
      outer(out, (-2 * g * s) / (mx * mx + my * my + mz * mz), mx, my, mz, mx, my, mz);
      out[27] += g * s;
    }
  }
}

function own(out: Float64Array, at: number, t: number, x: number, y: number, z: number): void {
  out[at] += t * x;
  out[at + 1] += t * y;
  out[at + 2] += t * z;
  out[at + 3] += t * x * x;
  out[at + 4] += t * x * y;
  out[at + 5] += t * x * z;
  out[at + 6] += t * y * y;
  out[at + 7] += t * y * z;
  out[at + 8] += t * z * z;
}

function outer(out: Float64Array, g: number, x: number, y: number, z: number, a: number, b: number, c: number): void {
  out[18] += g * x * a;
  out[19] += g * x * b;
  out[20] += g * x * c;
  out[21] += g * y * a;
  out[22] += g * y * b;
  out[23] += g * y * c;
  out[24] += g * z * a;
  out[25] += g * z * b;
  out[26] += g * z * c;
}

export function benchWhiteNoise(): void {
  const weights = { alpha: diffusionTime(powerLaw(-3), 1), soft: SOFTENING * SOFTENING, strength: 1 };
  const system = whiteNoise({ potential: powerLaw(-3), softening: SOFTENING });
  const [many, few] = [COUNT, FEW].map((count) => ["first", "second"].map((name) => cloud(name, count)) as unknown as readonly [Planes, Planes]);
  const out = new Float64Array(28);
  const key = rootKey("bench");
  const [light, heavy] = ["light", "heavy"].map((name, s) => ({ name, mass: [1, 4][s], density: [1, 0.01][s], share: [3, 1][s] }));
  const pairs = [[light, light], [light, heavy], [heavy, heavy]].map((two) => ({ between: [two[0].name, two[1].name] as const, potential: powerLaw(-3) })); // prettier-ignore
  const mixture = whiteNoise({ model: model({ species: [light, heavy], interactions: pairs }), softening: SOFTENING });
  const rows = [["", "goal", "step", "double sums", "straightforward", "two species", "term by term"]];
  const kinds = [
    ["alone", "1.5"],
    ["synchronous", "5", synchronous()],
    ["spherical", "7", spherical()],
  ] as const;
  for (const [name, goal, coupling] of kinds) {
    const memory = openMemory();
    const clouds = coupling ? many : many.slice(0, 1);
    const [ensembles, mixed] = [system, mixture].map((of) =>
      clouds.map((planes) => {
        const e = createEnsemble(memory, COUNT, 3, groupsOf(of.model, COUNT));
        e.planes.forEach((plane, k) => plane.set(planes[k]));
        return e;
      }),
    );
    const stepper = system.stepper(memory, ensembles, coupling);
    const mixedStepper = mixture.stepper(memory, mixed, coupling);
    let step = 0;
    const [first, second] = ensembles as unknown as readonly [Ensemble, Ensemble?];
    const double = (): void => {
      if (second) kernelCoupleSums(weights, coupling!.kernel!, memory, 1)({ first, second, columns: first.planes, partners: second.planes });
      else kernelSums(weights, memory)(first);
    };
    const variants = [
      () => stepper.step(key, step++, 1e-6),
      double,
      () => straightforward(clouds, out, name === "spherical"),
      () => mixedStepper.step(key, step++, 1e-6),
    ];
    if (coupling) {
      const increments = openTermByTerm(few, { alpha: (r) => r ** -3, softening: SOFTENING, dt: STEP, coupling });
      variants.push(() => void increments(key, step++, 1));
    }
    const ns = interleaved(variants, 5).map((seconds, k) => (1e9 * seconds) / (k === 4 ? FEW * FEW : COUNT * COUNT));
    rows.push([name, goal, ...[0, 1, 2, 3, 4].map((k) => ns[k]?.toFixed(2) ?? "")]);
  }
  process.stdout.write("A step of the white noise, d = 3, gamma = -3, N = 4096; CPU ns per ordered pair, of both ensembles together where coupled\n");
  printTable(rows);
}
