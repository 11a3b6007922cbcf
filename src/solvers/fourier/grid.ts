/**
 * The periodic grid of the Fourier solver: n^d points  v = centre - R + h j,  h = 2 R/n, on the box |v_i - centre_i| <= R, and the modes e^(i k.(v -
 * centre + R)), k = pi m/R, |m| < n/2. Modes outside that ball are zero: the operator's stiffness is then (pi n/(2 R))^2 times the largest
 * diffusion, and no Nyquist mode is left whose derivative would be ambiguous.
 *
 * Convolutions run on a box twice as wide, 2 n points an axis, zero outside the small box. The kernel is cut at |z| = 2 R (fourier-kernel.ts), and
 * the wide box has side 4 R: a copy of the density that wraps around is at least 2 R away, so no wrong pair meets and no right pair is missed for
 * densities that live in the ball of radius R.
 */
import { openMemory, type KernelMemory } from "../../kernels/index.ts";
import { realTransform, type RealTransform } from "../../math/fft/transform.ts";
import { openPlan, openTurns } from "../../math/fft/plan.ts";

/** Columns of a convolution that are transformed at once: nine components of them fit the cache. */
const CONVOLVED = 4;

export interface Box {
  readonly dimension: number;
  /** Points an axis, even, 2^a 3^b. */
  readonly modes: number;
  readonly centre: readonly number[];
  /** R. */
  readonly halfWidth: number;
}

export interface FourierGrid extends Box {
  readonly spacing: number;
  readonly points: number;
  /** Second axis: n in dimension 3, 1 in dimension 2. */
  readonly rows: number;
  /** Components of a (3 or 6) and of a with b (5 or 9). */
  readonly components: number;
  readonly memory: KernelMemory;
  readonly transform: RealTransform;
  /** Doubles of a spectrum [n x rows x (n/2+1)] of complex numbers. */
  readonly spectrumDoubles: number;
  /** Working arrays of the memory. */
  readonly value: Float64Array;
  /** d planes one after the other. */
  readonly vector: Float64Array;
  /** d spectra one after the other. */
  readonly spectra: Float64Array;
  readonly spectrum: Float64Array;
}

/** What a convolution on the wide box needs. */
export interface WideBox {
  readonly long: number;
  readonly rows: number;
  readonly kept: number;
  /** Spectra [N x rows x (n+1)] of the densities, one for each species. */
  readonly densities: readonly Float64Array[];
  /** The components, [n x rows x (n+1)] complex numbers each. */
  readonly result: Float64Array;
  readonly plans: {
    readonly forward: number;
    readonly inverse: number;
    readonly half: readonly [number, number];
    readonly turns: number;
  };
  readonly width: number;
  readonly work: Float64Array;
  readonly columnWork: Float64Array;
}

const wideOf = ({ dimension, modes }: Box) => ({ long: 2 * modes, rows: dimension === 3 ? 2 * modes : 1, kept: modes + 1 });

/** Opens a memory of its own for the grid. */
export function openGrid(box: Box): FourierGrid {
  const { dimension, modes, halfWidth } = box;
  const memory = openMemory();
  const shape = new Array<number>(dimension).fill(modes);
  const points = shape.reduce((all, n) => all * n, 1);
  const transform = realTransform(memory, shape);
  const { spectrumDoubles } = transform;
  return {
    ...box,
    spacing: (2 * halfWidth) / modes,
    points,
    rows: dimension === 3 ? modes : 1,
    components: dimension === 3 ? 9 : 5,
    memory,
    transform,
    spectrumDoubles,
    value: memory.allocate(points),
    vector: memory.allocate(dimension * points),
    spectra: memory.allocate(dimension * spectrumDoubles),
    spectrum: memory.allocate(spectrumDoubles),
  };
}

/** Takes what a convolution of `species` densities needs from the grid's memory. */
export function openWideBox(grid: FourierGrid, species: number): WideBox {
  const { memory, modes, components } = grid;
  const { long, rows, kept } = wideOf(grid);
  return {
    long,
    rows,
    kept,
    densities: Array.from({ length: species }, () => memory.allocate(2 * long * rows * kept)),
    result: memory.allocate(2 * components * modes * rows * kept),
    plans: {
      forward: openPlan(memory, long, 1),
      inverse: openPlan(memory, long, -1),
      half: [openPlan(memory, modes, 1), openPlan(memory, modes, -1)],
      turns: openTurns(memory, long),
    },
    width: CONVOLVED,
    work: memory.allocate(2 * (components + 2) * long * CONVOLVED),
    columnWork: memory.allocate(4 * long * CONVOLVED),
  };
}

/** Coordinates of a point of the grid on one axis. */
export const coordinate = ({ centre, halfWidth, spacing }: FourierGrid, axis: number, index: number): number => centre[axis] - halfWidth + spacing * index;

/** Values at the grid points, row-major. */
export function sampleOn(grid: FourierGrid, density: (v: ArrayLike<number>) => number, into: Float64Array): void {
  const { dimension, modes, points } = grid;
  const axes = grid.centre.map((_, k) => Float64Array.from({ length: modes }, (_x, j) => coordinate(grid, k, j)));
  const v = new Float64Array(dimension);
  for (let i = 0; i < points; i++) {
    let rest = i;
    for (let k = dimension - 1; k >= 0; k--) {
      v[k] = axes[k][rest % modes];
      rest = Math.floor(rest / modes);
    }
    into[i] = density(v);
  }
}

/** Wave number of an index along a whole axis; the Nyquist one counts as positive. */
export const waveOf = (index: number, modes: number): number => (2 * index > modes ? index - modes : index);

/** Sets the modes outside the ball to zero. Returns the largest |coefficient| in the outermost shell, of width two, that is kept. */
export function limitModes(grid: FourierGrid, spectrum: Float64Array): number {
  const { modes, rows } = grid;
  const kept = modes / 2 + 1;
  const [ball, inner] = [(modes * modes) / 4, (modes / 2 - 2) * (modes / 2 - 2)];
  let [place, outermost] = [0, 0];
  for (let x = 0; x < modes; x++)
    for (let y = 0; y < rows; y++)
      for (let z = 0; z < kept; z++, place += 2) {
        const [p, r] = [waveOf(x, modes), waveOf(y, modes)];
        const q = p * p + r * r + z * z;
        if (q >= ball) spectrum[place] = spectrum[place + 1] = 0;
        else if (q >= inner) outermost = Math.max(outermost, Math.abs(spectrum[place]), Math.abs(spectrum[place + 1]));
      }
  return outermost;
}
