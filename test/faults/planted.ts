/** The bugs that the suite must see, as patches of the sources. `find` occurs exactly once in `file`. */
export interface Fault {
  readonly fault: string;
  readonly file: string;
  readonly find: string;
  readonly replace: string;
  /** File and name of the test that must fail. */
  readonly test: readonly [path: string, name: string];
}

export const faults: readonly Fault[] = [
  {
    fault: "a missing factor 4 in the generator",
    file: "particles/systems/diffusion-time.ts",
    find: "factor: (dt) => scale * dt * potential.strength",
    replace: "factor: (dt) => (scale / 4) * dt * potential.strength",
    test: ["test/order/time-step.test.ts", "one-step factor of the anisotropy, dt = 0.01"],
  },
  {
    fault: "a self-collision: the runs of the fold overlap by a particle",
    file: "particles/systems/meetings.ts",
    find: "add(meeting, middle + 1, b.end - 1, (b.end - middle - 1) >> 1);",
    replace: "add(meeting, middle, b.end - 1, (b.end - middle) >> 1);",
    test: ["test/property/pairing.test.ts", "pairs keep to themselves"],
  },
  {
    fault: "an unaligned frame in the spherical coupling",
    file: "src/kernels/assembly/collide.ts",
    find: "const kx = sub(mul(y, c), mul(z, b));",
    replace: "const kx = sub(mul(z, b), mul(y, c));",
    test: ["test/property/pair-collisions.test.ts", "the spherical coupling contracts at its exact rate"],
  },
  {
    fault: "stale pairing: the same partners step after step",
    file: "src/random/block-generator.ts",
    find: "multiplyHigh(words(key, step, part, 0, PAIRING)[0], count)",
    replace: "multiplyHigh(words(key, 0 * step, part, 0, PAIRING)[0], count)",
    test: ["test/order/time-step.test.ts", "the factors of successive steps multiply"],
  },
  {
    fault: "a resume that repeats a stream",
    file: "src/study/run/drive.ts",
    find: "tried.has(nameOfTask(task))));",
    replace: "tried.has(nameOfTask(task)))).map((task, k) => ({ ...task, address: schedule.propose(store)[k]!.address }));",
    test: ["test/conformance/resume.test.ts", "goes on bit for bit on 1 workers"],
  },
  {
    fault: "a short write that is taken for a whole one",
    file: "src/study/folder/journal.ts",
    find: "written += writeSync(descriptor, bytes, written, bytes.length - written, end + written);",
    replace: "written += Math.max(bytes.length, writeSync(descriptor, bytes, written, bytes.length - written, end + written));",
    test: ["test/unit/store.test.ts", "writes on after short writes"],
  },
  {
    fault: "independent noise inside a copy that claims to share it",
    file: "particles/systems/couple-step.ts",
    find: "if (coupling === undefined || coupling.shares)",
    replace: "if (coupling === undefined)",
    test: ["test/law/shared-noise.test.ts", "has a smaller variance when it does"],
  },
  {
    fault: "the drift of a mixture divided by the wrong mass",
    file: "src/solvers/fourier/operator.ts",
    find: "(mass * partner.mass)",
    replace: "(mass * mass)",
    test: ["test/exact/fourier-operator.test.ts", "exchange energy, d = 2, gamma = 0"],
  },
  {
    fault: "the polar rotation of the second Brownian motion transposed",
    file: "particles/couplings/mean-field.ts",
    find: "turned += u[d * i + j]",
    replace: "turned += u[d * j + i]",
    test: ["test/exact/coupling-rates.test.ts", "d = 2: the cost grows under symmetric roots"],
  },
  {
    fault: "the Kac diffusion in the same order at every step, which is of order one",
    file: "particles/systems/kac-diffusion.ts",
    find: "step % 2 === 0 ? k : count - 1 - k",
    replace: "k",
    test: ["test/order/diffusive-time-step.test.ts", "visits every fold once"],
  },
  {
    fault: "the Hermite hierarchy counts the mixed term of its diagonal once",
    file: "src/solvers/hermite/flow.ts",
    find: "block.degree + 2 * pairs);",
    replace: "block.degree + pairs);",
    test: ["test/exact/hermite.test.ts", "agrees at t = 0.1, coefficient by coefficient"],
  },
  {
    fault: "Fisher information multiplied by the mass instead of divided",
    file: "src/functionals/fisher.ts",
    find: "density / mass)",
    replace: "density * mass)",
    test: ["test/exact/functionals.test.ts", "density and mass: f = n g"],
  },
  {
    fault: "masses exchanged between the two species of a meeting",
    file: "particles/systems/meetings.ts",
    find: "lowerShare: (2 * b.mass) / total,",
    replace: "lowerShare: (2 * a.mass) / total,",
    test: ["test/property/mixtures.test.ts", "momentum and energy to round-off a step, gamma = -3, d = 3, mass ratio 25"],
  },
  {
    fault: "two species run for the time of the smaller density",
    file: "particles/systems/meetings.ts",
    find: "inverse * inverse * b.density",
    replace: "inverse * inverse * a.density",
    test: ["test/exact/mixtures.test.ts", "gamma = -2, d = 3"],
  },
  {
    fault: "a kernel of order 4 seen by solutions as one of order 2",
    file: "src/functionals/kernel-density.ts",
    find: "(order === 4 ? 1 + (s * s) / 2 : 1)",
    replace: "(order === 4 ? 1 : 1)",
    test: ["test/exact/kernel-density.test.ts", "marginals of order 2 and 4, and plain"],
  },
  {
    fault: "axes of an external density exchanged",
    file: "src/laws/grid-law.ts",
    find: "axes.slice(k + 1).reduce((product, axis)",
    replace: "axes.slice(0, k).reduce((product, axis)",
    test: ["test/exact/external.test.ts", "has mass one, and mean and covariance up to the mass outside on equal spacings"],
  },
  {
    fault: "the certificate carries the shift back to the columns with the wrong sign",
    file: "src/transport/assignment/certificate.ts",
    find: "- 2 * (first[k] - second[k]) * centred",
    replace: "+ 2 * (first[k] - second[k]) * centred",
    test: ["test/exact/transport-assignment.test.ts", "anisotropic, shifted"],
  },
  {
    fault: "pricing that marks a row as priced for good, whatever its price becomes",
    file: "src/transport/assignment/price.ts",
    find: "pricedTo[i] = found === most ? costs[most - 1] : rowPrice[i] + margin;",
    replace: "pricedTo[i] = Infinity;",
    test: ["test/exact/transport-assignment.test.ts", "beams against a Gaussian"],
  },
  {
    fault: "round-off taken for noise: an energy that every replicate keeps is off by 1e13 standard errors",
    file: "src/claims/deviations.ts",
    find: "one.standardError <= SAME_NUMBER * magnitude(one)",
    replace: "one.standardError <= 0 * magnitude(one)",
    test: ["test/unit/compare.test.ts", "round-off is no noise"],
  },
  {
    fault: "the entropy of one density twice in C_epsilon between grids",
    file: "src/transport/entropic/grid.ts",
    find: "const entropies = [first.entropy, second.entropy] as const;",
    replace: "const entropies = [first.entropy, first.entropy] as const;",
    test: ["test/exact/transport-grid-solutions.test.ts", "at t = 0 the closed form of Gaussians, and its rate along the solutions"],
  },
  {
    fault: "a curve beyond its frame is handed to the rasteriser",
    file: "src/report/figure/clip.ts",
    find: "if (inside) return points;",
    replace: "if (inside || points.length > 0) return points;",
    test: ["test/report/frame.test.ts", "a known curve is not drawn when it has no part inside"],
  },
  {
    fault: "a standardised cost compared with W2^2 of the laws",
    file: "src/claims/grows.ts",
    find: "fall: differences(valuesAt(cell, upper, k), valuesAt(cell, lower, start)),",
    replace: "fall: valuesAt(cell, upper, k).map((x) => x - cell.setup.initial.map!.squared),",
    test: ["test/exact/standardised.test.ts", "N = 64: never violated"],
  },
  {
    fault: "intervals deaf to the skewness of other samples",
    file: "src/claims/simultaneous.ts",
    find: "return { left: Math.max(left, -own) / scale, right: Math.max(right, own) / scale };",
    replace: "return { left: Math.max(0, -own) / scale, right: Math.max(0, own) / scale };",
    test: ["test/law/coverage.test.ts", "lognormal: at most 1 % wrong"],
  },
];
