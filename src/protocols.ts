/**
 * The nouns of landau-flow as interfaces: read this first.
 *
 * The equation is  d_t f = div_v int alpha(|z|) (|z|^2 I - z z^T) (f(w) grad f(v) - f(v) grad f(w)) dw,  z = v - w.
 * Data flows one way: law -> ensemble -> steps -> observables -> estimates -> claims -> report.
 * This file imports nothing and contains no code; everybody may import it.
 */

// ---------------------------------------------------------------------------------------------------------------- randomness

/**
 * An address of randomness. Children are named by name and value, never by position, so that adding a value to a study moves no
 * other stream. `words` are derived from the address alone (SHA-256, then seedrandom's alea).
 */
export interface Key {
  /** For instance `soft-potentials/gamma=-1/replicate=17/copy=b`. */
  readonly address: string;
  /** Four 32-bit words: two key a block generator, the third salts its counter, the fourth is spare. */
  readonly words: Uint32Array;
  /** `key.child("replicate", 17)` has the address `.../replicate=17`; without a value, `.../name`. */
  child(name: string, value?: string | number): Key;
}

/** Sequential draws on the host, for sampling laws. (Kernels draw by (key, step, block) instead.) */
export interface Stream {
  /** Uniform on the open interval (0, 1), 53 bits. */
  uniform(): number;
  /** Standard normal, computed with this project's own elementary functions. */
  normal(): number;
}

// --------------------------------------------------------------------------------------------------------------------- model

/** Structure of arrays: `planes[k][i]` is coordinate k of particle i; d planes of N doubles. */
export type Planes = readonly Float64Array[];

/** Interaction alpha(r) of the kernel a(z) = alpha(|z|) (|z|^2 I - z z^T); its divergence is b(z) = -(d-1) alpha(|z|) z. */
export interface Potential {
  readonly name: string;
  /** The exponent when alpha(r) = r^gamma exactly (strength included in `strength`). */
  readonly gamma?: number;
  /** Multiplier c of alpha = c r^gamma; 1 for a general alpha. */
  readonly strength: number;
  alpha(r: number): number;
  /** Of a general alpha: hash of its table, which enters a study's digest. Reading it may throw ScenarioError, like tabulating. */
  readonly hash?: string;
}

/** A species of a mixture. */
export interface Species {
  readonly name: string;
  readonly mass: number;
  readonly density: number;
}

/** Species and the interaction of every pair, strength c_ij included; symmetric in (i, j). One species is a mixture of one. */
export interface Model {
  readonly species: readonly Species[];
  interaction(i: number, j: number): Potential;
}

/** A law on the line, as a factor of a product law: what a monotone rearrangement needs. */
export interface LineLaw {
  cdf(x: number): number;
  /** Inverse of `cdf`, for 0 < q < 1, to about 1e-14 of the law's scale. */
  quantile(q: number): number;
  readonly mean: number;
  readonly variance: number;
}

/** The law of |v - mean| of a law that is isotropic about its mean. */
export interface RadialLaw {
  /** P(|v - mean| <= r). */
  cdf(r: number): number;
  quantile(q: number): number;
}

/** A probability law on R^d: particles sample it, grids evaluate it, so they cannot disagree. Throws ScenarioError when ill-defined. */
export interface Law {
  readonly name: string;
  readonly dimension: number;
  /** Fills all planes with independent samples. */
  sample(into: Planes, stream: Stream): void;
  density(v: ArrayLike<number>): number;
  /** Gradient of log density at v. */
  score?(v: ArrayLike<number>, into: Float64Array): void;
  readonly mean: readonly number[];
  /** Central second moment [d][d]. */
  readonly covariance: readonly (readonly number[])[];
  /** Present when the law is Gaussian (then mean and covariance say all). */
  readonly gaussian?: true;
  /** Present when the law is isotropic about its mean. */
  readonly radial?: RadialLaw;
  /** Present when the law is a product of d laws on the line. */
  readonly factors?: readonly LineLaw[];
  /** JSON form, as in SPEC.json (`{ "type": "gaussian", ... }`). */
  readonly spec: Readonly<Record<string, unknown>>;
}

/**
 * Nodes of a quadrature, K of them, with a law's density there: int phi f dv is the sum of weights[k] density[k] phi(v_k).
 * `weights` are those of dv. Nodes of an isotropic law may lie on the axes through its mean: exact for isotropic phi and for
 * polynomials of degree 3 times isotropic phi.
 */
export interface Nodes {
  /** [d][K]. */
  readonly points: Planes;
  readonly weights: Float64Array;
  /** Probability density at the nodes; a spectral solution may be slightly negative in its tails. */
  readonly density: Float64Array;
  /** Gradient of the density at the nodes, [d][K]. */
  readonly gradient: Planes;
}

/** A law with a quadrature of its own: what a deterministic solver returns. */
export interface NodalLaw extends Law {
  readonly nodes: Nodes;
}

// ----------------------------------------------------------------------------------------------------------------- ensembles

/** A contiguous run of particles of one species, each standing for `weight` of its density. */
export interface Group {
  readonly species: number;
  readonly begin: number;
  readonly end: number;
  readonly weight: number;
}

/** N particles in R^d: d planes of N doubles in kernel memory, sized once. Rows [N x d] exist only for output. */
export interface Ensemble {
  readonly count: number;
  readonly dimension: number;
  readonly planes: Planes;
  readonly groups: readonly Group[];
}

// ------------------------------------------------------------------------------------------------- systems, noises, couplings

/** Conserved quantities that a system promises pathwise, to round-off. */
export type Conserved = "momentum" | "energy";

/**
 * A particle system in its plain form: a step runs in blocks, each block draws its noise from (key, step, block), computes its
 * coefficients, and advances deterministically given both. C: coefficients of a block (for pair collisions the relative
 * velocities). B: a block's noise. Kernels fuse the three and agree with the plain form bit for bit.
 */
export interface System<C, B> {
  readonly name: string;
  /** One species or several. */
  readonly model: Model;
  /** Weak order in dt of expectations of smooth observables. */
  readonly weakOrder: number;
  readonly conserves: readonly Conserved[];
  /** Throws ScenarioError when this dimension, particle number, potential or step is not served. */
  check(dimension: number, particles: number, dt?: number): void;
  /** What precedes the blocks of a step: relabelling, sums frozen before any block moves. Returns the number of blocks. */
  prepare(ensembles: readonly Ensemble[], key: Key, step: number, coupling?: Coupling<C, B>): number;
  coefficients(e: Ensemble, key: Key, step: number, block: number): C;
  /** The noise of a block with these coefficients; `sign` -1 gives the inverse of what 1 gives. */
  draw(key: Key, step: number, block: number, of: C, sign?: 1 | -1): B;
  advance(e: Ensemble, dt: number, block: number, c: C, b: B): void;
}

/** Noise for the second ensemble. Changes the joint law of the two noises, never the law of either. */
export interface Coupling<C, B> {
  readonly name: string;
  /** True when both ensembles share pairing, relabelling and draws; false only for `independent`. */
  readonly shares: boolean;
  /** A property, not a method, so that the compiler refuses a coupling that needs to know more than a system's coefficients tell. */
  readonly map: (second: B, first: Readonly<B>, coefficients: readonly [C, C]) => void;
}

// ---------------------------------------------------------------------------------------------------------- optimal transport

/**
 * The optimal map T = grad phi from f to g for the half cost |x-y|^2/2, with the Kantorovich potentials
 * u0(x) = phi(x) - |x|^2/2 and u1(y) = |y|^2/2 - phi*(y), so that u1(y) - u0(x) <= |x-y|^2/2 for all x, y, with equality at y = T(x).
 * Hence for any laws F, G:  2 (int u1 dG - int u0 dF) <= W2^2(F, G): the tangent lower bound (protocol of measurement, 6).
 */
export interface TransportMap {
  readonly name: string;
  /** Moves every particle: planes of `from` to planes of `into` (may be the same). */
  apply(from: Planes, into: Planes): void;
  /** Mean of u0 over an ensemble's planes. */
  meanSource(planes: Planes): number;
  /** Mean of u1 over an ensemble's planes. */
  meanTarget(planes: Planes): number;
  /** Squared W2 between the two laws, by closed form or quadrature. */
  readonly squared: number;
}

// -------------------------------------------------------------------------------------------------------------- measurements

/**
 * Measurement with a memory of its own (warm starts), which cannot touch the dynamics. Opened once per replicate. The values are
 * named by suffix: "" is the observable's own series (`w2`), "floor" becomes `w2.floor`. Every value is finite: a quantity that
 * cannot be measured now is left out, never NaN.
 */
export interface Observable<State> {
  readonly label: string;
  /** Kind of the state that it sees (`alone`, `coupled`, `solved`): a scenario is run without its types being checked. */
  readonly of?: string;
  /** What one measurement costs in particle-steps, for plans; nothing worth counting when absent. */
  cost?(particles: number): number;
  /**
   * The same values of a solution: what the measured ones estimate, in the same names. Absent when a solution does not have them. Throws
   * ScenarioError when this solution does not.
   */
  expected?(solution: ReferenceState, model: Model): Readonly<Record<string, Expected>>;
  /** Present when the values `1`, `2`, ... are those of a function at these points of an axis. */
  readonly profile?: Profile;
  open(): { measure(state: State, t: number): Readonly<Record<string, number>> };
}

/** A value of a solution. */
export interface Expected {
  readonly value: number;
  /** Bound of its own error. */
  readonly error: number;
  /** What of the value is owed to the estimator that it is compared with: the value minus the quantity itself, such as a density unsmoothed. */
  readonly bias?: number;
  /** Share of the particles that the value rests on, when that may be a handful, as in a density's tail. */
  readonly share?: number;
}

/** Where a function of velocity is measured. */
export interface Profile {
  /** What the axis is, for instance `v_x`. */
  readonly axis: string;
  readonly points: readonly number[];
}

/** Observation times and steps: `steps` equal steps to `end`; `observe` equally spaced times, 0 and `end` included. All zero and one look: an instant. */
export interface Horizon {
  readonly end: number;
  readonly steps: number;
  readonly observe: number;
}

/** How ensembles start. `laws` has one law for a system alone and two for a coupled one; of a mixture, one per species of each ensemble in turn. */
export interface Initial<State> {
  readonly name: string;
  readonly laws: readonly Law[];
  /** Kantorovich data of the start, when the two laws have a known optimal map. */
  readonly map?: TransportMap;
  /** Fills one ensemble per law; the same key gives the same first ensemble, coupled or alone. */
  fill(ensembles: readonly Ensemble[], key: Key): void;
  /** Phantom: ties one law to a system alone, two to a coupled one. */
  readonly state?: State;
}

/** What a scenario's function returns: plain data. */
export interface Setup<State, Series extends string = string> {
  readonly system: Dynamics<State>;
  readonly initial: Initial<State>;
  /** Of each ensemble; of all species together, which share them in proportion to their densities. */
  readonly particles: number;
  readonly time: Horizon;
  readonly observe: Readonly<Record<Series, Observable<State>>>;
  /** Curves known independently of the particles, series by series. */
  readonly reference?: Readonly<Partial<Record<string, ReferenceSeries>>>;
  /** Deterministic solutions from the same model and laws, to compare every series with that laws have. */
  readonly compare?: readonly Solver[];
}

/** A curve known independently of the particles, with its own error and the stated bias of the time step. */
export interface ReferenceSeries {
  readonly name: string;
  readonly source: string;
  /** The only times at which it is known; absent when it is known at all. */
  readonly times?: readonly number[];
  at(t: number): Expected;
}

/** A way to a deterministic solution, opened when somebody asks for the solution from these initial laws (one per species). */
export interface Solver {
  readonly name: string;
  /** Of a solver that reads a file: hash of the file, which enters a study's digest. Reading it may throw ScenarioError. */
  readonly hash?: string;
  /** Throws ScenarioError when it does not serve this model and these laws. */
  open(model: Model, laws: readonly Law[]): Reference | Promise<Reference>;
}

/** A deterministic solution of the equation; every value carries its error. */
export interface Reference {
  readonly name: string;
  /** The only times at which the solution is known; absent when it can be continued to any. Increasing. */
  readonly times?: readonly number[];
  /** Throws ScenarioError for a time before the start, NumericalError when the solution cannot be continued to t. */
  at(t: number): ReferenceState;
}

/** A solution at one time. */
export interface ReferenceState {
  /** Normalised: the density n_i of species i is the model's. */
  law(species: number): Law;
  /**
   * The same law solved less finely (coarser grid, lower degree, longer steps). Any functional F of the solution has the error
   * |F(law) - F(coarser)| times `factor`: the solver knows how much of that difference its finer solution still has. Absent
   * when the law is exact to `error`.
   */
  coarser?(species: number): Law;
  /**
   * Instead of `coarser`, from solvers that keep their finest for the error: the same law solved more finely and more finely still. A functional F
   * has the error F(law) - F(finest), and beyond it `factor` times the last change.
   */
  finer?(species: number): readonly [Law, Law];
  readonly factor?: number;
  /** Bound of the relative L1 error of the laws. */
  readonly error: number;
}

/** A particle system ready to be run, alone or coupled; implemented by the particles entry, called by the study. */
export interface Dynamics<State> {
  readonly name: string;
  readonly model: Model;
  readonly conserves: readonly Conserved[];
  /** Throws ScenarioError when the setup cannot run. */
  check(setup: Setup<State>): void;
  /** Particle-steps of one replicate, for plans and time estimates. */
  cost(setup: Setup<State>): number;
  /**
   * Runs one replicate. `until` stops at the last step that ends by then, whether observed or not. `progress` is called with fractions in [0, 1].
   * Deterministic given (setup, key). Throws NumericalError.
   */
  run(setup: Setup<State>, key: Key, options: RunOptions): Trajectory;
}

export interface RunOptions {
  readonly until?: number;
  readonly progress?: (fraction: number) => void;
  /** Step k draws the noise of step lent(k), so that a coarse run can share that of a fine one. */
  readonly lent?: (step: number) => number;
}

/** What one replicate measured: `series[name][k]` at `times[k]`; a missing measurement is null. */
export interface Trajectory {
  readonly times: readonly number[];
  readonly series: Readonly<Record<string, readonly (number | null)[]>>;
}

// ---------------------------------------------------------------------------------------------------------- studies and claims

/** One value per varied parameter, in the order of `vary`. */
export type Point = Readonly<Record<string, number | string>>;

/** An estimate over replicates at one time. `low, high`: pointwise 95 % t-interval. */
export interface Estimate {
  readonly t: number;
  readonly mean: number;
  readonly low: number;
  readonly high: number;
  readonly count: number;
  /** Standard error of the mean. */
  readonly error: number;
}

/** One point of a study with everything its replicates measured. */
export interface Cell {
  readonly point: Point;
  readonly setup: Setup<never>;
  readonly times: readonly number[];
  /** Replicates that finished, in replicate order. */
  readonly replicates: readonly Trajectory[];
  readonly series: Readonly<Record<string, readonly Estimate[]>>;
  readonly failures: readonly Failure[];
  /** The setup's solutions as curves, series by series, at the observation times that each has. */
  readonly compared?: Readonly<Record<string, readonly ReferenceSeries[]>>;
}

export interface Failure {
  readonly replicate: number;
  readonly message: string;
  readonly replay: string;
}

export interface Result {
  readonly study: string;
  readonly title: string;
  readonly digest: string;
  readonly cells: readonly Cell[];
}

/** A claim ends in one of four verdicts. Never "true". */
export type Verdict =
  | { readonly kind: "consistent" | "violated"; readonly evidence: string; readonly margin: number }
  | { readonly kind: "undecided"; readonly evidence: string; readonly need: string }
  | { readonly kind: "inapplicable"; readonly because: string };

/** A claim about series of a study; `Series` names the series that it reads, so that a misspelt name does not compile. */
export interface Claim<Series extends string = string> {
  readonly statement: string;
  /** Paper and equation, or the section of this project's documentation. */
  readonly source: string;
  readonly reads: readonly Series[];
  /** Verdicts per cell it speaks about, and their conjunction. */
  check(result: Result): Judgement;
}

export interface Judgement {
  readonly verdict: Verdict;
  readonly cells: readonly { readonly point: Point; readonly verdict: Verdict }[];
}

/** What `study({...})` takes: a question, the points to vary, a setup per point, and claims. */
export interface Study {
  readonly title: string;
  /** The question in a sentence or two (shown by `landau list` and in the report). */
  readonly question: string;
  readonly vary: Readonly<Record<string, readonly (number | string)[]>>;
  readonly replicates: number;
  /** Papers and equations that it is about. */
  readonly sources: readonly string[];
  readonly scenario: (point: Point) => Setup<never>;
  readonly claims: readonly Claim[];
  readonly figures?: readonly FigureSpec[];
}

/**
 * A figure of a study. Series against time: one curve per cell, or a panel per value of `facet`. A series along an axis: against the axis,
 * one curve per time. With `against`: the values at one time against a varied parameter, for convergence in N, dt or n.
 */
export interface FigureSpec {
  readonly name: string;
  readonly title: string;
  readonly series: readonly string[];
  readonly facet?: string;
  readonly scale?: "linear" | "log";
  /** A varied parameter with numbers as values, for the horizontal axis (logarithmic when `scale` is). */
  readonly against?: string;
  /** Times to draw of a series along an axis (up to four by default, first and last included); with `against` the one time (the last). */
  readonly times?: readonly number[];
  readonly yLabel?: string;
  /** Divide every series by this series' mean at t = 0, for relative curves. */
  readonly relativeTo?: string;
  readonly caption: string;
}
