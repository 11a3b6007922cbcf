/**
 * The kernels by the names of their parameters.
 *
 * Made by `npm run build` from what src/kernels/assembly exports: change it there. Addresses are byte offsets in the memory; 32-bit words may be given
 * signed or unsigned.
 */

/** The kernels over a memory. */
// prettier-ignore
export interface Kernels {
  /** Transforms in place `columns` lines side by side in each of `slabs` slabs, `width` at a time. `work`: 2 * length * width vectors. */
  fftColumns(by: Readonly<Record<"plan" | "x" | "stride" | "columns" | "slabs" | "slabStride" | "width" | "work", number>>): void;
  /**
   * Real lines of even length n = 2 h to their h + 1 coefficients: the doubles of a line, read as h complex numbers z_j = x_(2j) + i x_(2j+1), are
   * transformed to Z, and  X_k = (Z_k + Z*_(h-k))/2 - (i/2) e^(-2 pi i k/n) (Z_k - Z*_(h-k)).  `plan` is forward, of length h; `turns` holds
   * the twiddles e^(-2 pi i k/n), k <= h. Only the first `given` doubles of a line are read, the others are zero. `work`: 3 h vectors.
   */
  fftRealLines(by: Readonly<Record<"plan" | "turns" | "x" | "xStride" | "given" | "y" | "yStride" | "rows" | "work", number>>): void;
  /**
   * The inverse of `fftRealLines` times n; `plan` is inverse. Writes the first `kept` doubles of a line. The imaginary parts of the first and the
   * last coefficient of a line are taken as zero.
   */
  fftRealLinesInverse(by: Readonly<Record<"plan" | "turns" | "x" | "xStride" | "y" | "yStride" | "kept" | "rows" | "work", number>>): void;
  /**
   * One term of Chebyshev's recurrence:  target = scale i m.j + shift current - back target,  sum += weight target; zero outside the ball. The
   * spectra of j are `bytes` apart.
   */
  chebyshevTerm(by: Readonly<Record<"dimension" | "n" | "ball" | "j" | "bytes" | "current" | "target" | "sum" | "scale" | "shift" | "back" |
    "weight", number>>): void;
  /**
   * The components of  sum_j K_j * f_j  after the inverse transform along the first axis. Spectra f_j are [N x Ny x (N/2+1)], N = 2 n; with
   * q = |m|^2 the kernels are  a_j = A_j(q) (I - m m^T/q) + C_j(q) m m^T/q  and  b_j = i C_j(q) m  (weights and units included by the caller).
   * `terms` of 32 bytes list for each j: the addresses of f_j, of A_j and of C_j, an unused word, and the weights of a and b. `inverse` holds 1/q.
   * Results: the first n rows of each component, [n x Ny x (N/2+1)], `bytes` apart. `work`: (components + 2) N width vectors.
   */
  convolve(by: Readonly<Record<"dimension" | "plan" | "count" | "terms" | "inverse" | "result" | "bytes" | "width" | "work", number>>): void;
  /** target = factor i m_axis source, or factor source for axis 3. */
  derivative(by: Readonly<Record<"axis" | "n" | "ny" | "factor" | "source" | "target", number>>): void;
  /**
   * The gradient g becomes the flux a g - b u, point by point. Planes of `bytes`: a as xx, xz, zz (dimension 2) or xx, xy, xz, yy, yz, zz; b and g
   * as x, z or x, y, z, in the memory of their planes one after the other.
   */
  flux(by: Readonly<Record<"dimension" | "bytes" | "a" | "b" | "g" | "u", number>>): void;
  /** sum x and sum x^2 of the `count` doubles of a plane, to the two doubles at `out`. */
  planeSums(by: Readonly<Record<"plane" | "count" | "out", number>>): void;
  /** x -> factor (x - from) + to of the `count` doubles of a plane. */
  stretchPlane(by: Readonly<Record<"plane" | "count" | "from" | "factor" | "to", number>>): void;
  /**
   * Collides the pairs (lower + k, upper - k), k < pairs, of a run or of whole blocks of it. `coupling`: of constants/coupling.ts.
   * `mode`: 0 constant tau = factor, with its h and rho, heat and tail; else see `times`, and tau + bend tau^2 is taken for tau. `sign`
   * -1 reverses every rotation. A particle receives its share of (z' - z)/2, 1 and 1 for equal masses, else 2 m_upper/M and 2 m_lower/M, with probability
   * `lowerChance` or `upperChance`; one of them is 1.
   */
  collide(by: Readonly<Record<"dimension" | "mode" | "coupling" | "first" | "second" | "stride" | "lower" | "upper" | "pairs" | "firstBlock" | "k0" | "k1" |
    "salt" | "step" | "sign" | "factor" | "bend" | "halfPower" | "heat" | "tail" | "table" | "indexBits" | "lowerShare" | "upperShare" | "lowerChance" |
    "upperChance" | "scratch", number>>): void;
  /** copy[i] = plane[list[i]] for begin <= i < end. */
  gather(by: Readonly<Record<"plane" | "list" | "copy" | "begin" | "end", number>>): void;
  /** list[i] = image of i for begin <= i < end, four rounds of multiply, add and shift on `bits` bits, walked until the image is below count. */
  relabelList(by: Readonly<Record<"list" | "begin" | "end" | "count" | "bits" | "m0" | "m1" | "m2" | "m3" | "a0" | "a1" | "a2" | "a3", number>>): void;
  /** plane[i] = copy[i] for begin <= i < end. */
  restore(by: Readonly<Record<"plane" | "copy" | "begin" | "end", number>>): void;
  /**
   * Turns every pair of `count` particles once: the folds i <-> s - i mod count, s ascending in even steps and descending in odd ones, each as the
   * pairs that sum to s and those that sum to s + count. Arguments as of `collide`; `mean` and `spread` are those of sink for constant tau.
   */
  turnEveryPair(by: Readonly<Record<"dimension" | "mode" | "coupling" | "first" | "second" | "stride" | "count" | "k0" | "k1" | "salt" | "step" | "sign" |
    "factor" | "halfPower" | "mean" | "spread" | "table" | "indexBits" | "scratch", number>>): void;
  /**
   * Rows begin ... end - 1 of `first` over `count` columns, the same planes or those of another species; all are `stride` bytes apart. `out`: d planes of B, then the d (d+1)/2 of the upper triangle of S by rows, `outStride` bytes apart. `scratch`: of a block
   * (constants/block.ts), one for each thread.
   */
  meanFieldSums(by: Readonly<Record<"dimension" | "mode" | "first" | "columns" | "stride" | "count" | "begin" | "end" | "soft" | "factor" | "halfPower" |
    "table" | "indexBits" | "out" | "outStride" | "scratch", number>>): void;
  /**
   * Rows begin ... end - 1 of a couple. `first`, `second`: planes of the ensembles; `columns`, `partners`: of what each meets, in the order in which it is met,
   * `count` in number. All are `stride` bytes apart. `coupling`: of constants/coupling.ts. `out`, planes `outStride` bytes apart: B and the upper triangle of S of the first, of the
   * second, then C by rows, or G under the synchronous coupling and in dimension 2. `scratch`: of a block, one for each thread.
   */
  coupleSums(by: Readonly<Record<"dimension" | "mode" | "coupling" | "first" | "columns" | "second" | "partners" | "stride" | "count" | "begin" | "end" |
    "soft" | "factor" | "halfPower" | "table" | "indexBits" | "out" | "outStride" | "scratch", number>>): void;
  /**
   * Rows begin ... end - 1 of a couple in single precision, of modes 0 to 3 without factor: planes of singles, `stride` bytes apart, as of `coupleSums`.
   * `coupling`: of constants/coupling.ts. `out`, doubles `outStride` bytes apart: B and the upper triangle of S of the first, B of the second and the upper
   * triangle of sum D D^T, sum p D^T by rows, and the upper triangle of N, zero but for turning couplings in dimension 3.
   */
  coupleSumsSingle(by: Readonly<Record<"dimension" | "mode" | "coupling" | "first" | "columns" | "second" | "partners" | "stride" | "count" | "begin" | "end" |
    "soft" | "out" | "outStride" | "scratch", number>>): void;
  /**
   * Rows begin ... end - 1 of `first` over `count` columns in single precision, of modes 0 to 3 without factor: planes of singles, `stride` bytes apart. `out`: d
   * planes of B, then the d (d+1)/2 of the upper triangle of S by rows, doubles `outStride` bytes apart. `scratch`: of a block, one for each thread.
   */
  meanFieldSumsSingle(by: Readonly<Record<"dimension" | "mode" | "first" | "columns" | "stride" | "count" | "begin" | "end" | "soft" | "out" | "outStride" |
    "scratch", number>>): void;
  /** peaks[i] = max(peaks[i], max_j columnLevel[j] + x_i . y_j): where a sum's levels have to start from. Arguments as in `softSums`. */
  peaks(by: Readonly<Record<"dimension" | "x" | "xStride" | "greatest" | "rowBegin" | "rowEnd" | "y" | "yStride" | "columnLevel" | "begin" |
    "end", number>>): void;
  /**
   * Adds to `sums` of rows rowBegin ... rowEnd - 1 the terms of columns begin ... end - 1, whole vectors of four. `x`, `y`: max(dimension, 3)
   * planes each, at byte distances `xStride` and `yStride`.
   */
  softSums(by: Readonly<Record<"dimension" | "x" | "xStride" | "rowLevel" | "sums" | "rowBegin" | "rowEnd" | "y" | "yStride" | "columnLevel" | "begin" |
    "end", number>>): void;
  /** As `softSums`, on planes and levels of single precision and three dimensions; the sums of a call are added in double precision. */
  softSumsSingle(by: Readonly<Record<"x" | "xStride" | "rowLevel" | "sums" | "rowBegin" | "rowEnd" | "y" | "yStride" | "columnLevel" | "begin" |
    "end", number>>): void;
}

/** The same functions as the module has them: numbers in order. */
export type Positional = Readonly<Record<keyof Kernels, (...values: number[]) => void>>;

// prettier-ignore
export function named(kernels: Positional): Kernels {
  return {
    fftColumns: (by) => kernels.fftColumns(by.plan, by.x, by.stride, by.columns, by.slabs, by.slabStride, by.width, by.work),
    fftRealLines: (by) => kernels.fftRealLines(by.plan, by.turns, by.x, by.xStride, by.given, by.y, by.yStride, by.rows, by.work),
    fftRealLinesInverse: (by) => kernels.fftRealLinesInverse(by.plan, by.turns, by.x, by.xStride, by.y, by.yStride, by.kept, by.rows, by.work),
    chebyshevTerm: (by) => kernels.chebyshevTerm(by.dimension, by.n, by.ball, by.j, by.bytes, by.current, by.target, by.sum, by.scale, by.shift, by.back,
    by.weight),
    convolve: (by) => kernels.convolve(by.dimension, by.plan, by.count, by.terms, by.inverse, by.result, by.bytes, by.width, by.work),
    derivative: (by) => kernels.derivative(by.axis, by.n, by.ny, by.factor, by.source, by.target),
    flux: (by) => kernels.flux(by.dimension, by.bytes, by.a, by.b, by.g, by.u),
    planeSums: (by) => kernels.planeSums(by.plane, by.count, by.out),
    stretchPlane: (by) => kernels.stretchPlane(by.plane, by.count, by.from, by.factor, by.to),
    collide: (by) => kernels.collide(by.dimension, by.mode, by.coupling, by.first, by.second, by.stride, by.lower, by.upper, by.pairs, by.firstBlock, by.k0,
    by.k1, by.salt, by.step, by.sign, by.factor, by.bend, by.halfPower, by.heat, by.tail, by.table, by.indexBits, by.lowerShare, by.upperShare, by.lowerChance,
    by.upperChance, by.scratch),
    gather: (by) => kernels.gather(by.plane, by.list, by.copy, by.begin, by.end),
    relabelList: (by) => kernels.relabelList(by.list, by.begin, by.end, by.count, by.bits, by.m0, by.m1, by.m2, by.m3, by.a0, by.a1, by.a2, by.a3),
    restore: (by) => kernels.restore(by.plane, by.copy, by.begin, by.end),
    turnEveryPair: (by) => kernels.turnEveryPair(by.dimension, by.mode, by.coupling, by.first, by.second, by.stride, by.count, by.k0, by.k1, by.salt, by.step,
    by.sign, by.factor, by.halfPower, by.mean, by.spread, by.table, by.indexBits, by.scratch),
    meanFieldSums: (by) => kernels.meanFieldSums(by.dimension, by.mode, by.first, by.columns, by.stride, by.count, by.begin, by.end, by.soft, by.factor,
    by.halfPower, by.table, by.indexBits, by.out, by.outStride, by.scratch),
    coupleSums: (by) => kernels.coupleSums(by.dimension, by.mode, by.coupling, by.first, by.columns, by.second, by.partners, by.stride, by.count, by.begin,
    by.end, by.soft, by.factor, by.halfPower, by.table, by.indexBits, by.out, by.outStride, by.scratch),
    coupleSumsSingle: (by) => kernels.coupleSumsSingle(by.dimension, by.mode, by.coupling, by.first, by.columns, by.second, by.partners, by.stride, by.count,
    by.begin, by.end, by.soft, by.out, by.outStride, by.scratch),
    meanFieldSumsSingle: (by) => kernels.meanFieldSumsSingle(by.dimension, by.mode, by.first, by.columns, by.stride, by.count, by.begin, by.end, by.soft,
    by.out, by.outStride, by.scratch),
    peaks: (by) => kernels.peaks(by.dimension, by.x, by.xStride, by.greatest, by.rowBegin, by.rowEnd, by.y, by.yStride, by.columnLevel, by.begin, by.end),
    softSums: (by) => kernels.softSums(by.dimension, by.x, by.xStride, by.rowLevel, by.sums, by.rowBegin, by.rowEnd, by.y, by.yStride, by.columnLevel, by.begin,
    by.end),
    softSumsSingle: (by) => kernels.softSumsSingle(by.x, by.xStride, by.rowLevel, by.sums, by.rowBegin, by.rowEnd, by.y, by.yStride, by.columnLevel, by.begin,
    by.end),
  };
}
