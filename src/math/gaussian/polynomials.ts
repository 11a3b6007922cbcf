/**
 * Polynomials of degree at most N in d variables, by their coefficients over the monomials x^a, |a| <= N, in order of degree: sums, products, Laplacians and
 * the mean of a homogeneous part over the unit sphere, |p|_S = Delta^(l/2) p_l / prod_(j=1)^(l/2) 2j (2j + d - 2) for even degree l, 0 for odd.
 *
 * Limits: N <= 7. What a product has beyond degree N is refused.
 */
import type { Matrix } from "../symmetric.ts";

/** Coefficients over `PolynomialSpace.exponents`. */
export type Polynomial = Float64Array;

/** Exponents are digits of a key in this base: keys of factors add up to that of the product. */
const BASE = 8;

export class PolynomialSpace {
  readonly dimension: number;
  readonly degree: number;
  readonly count: number;
  /** Exponent of variable k in monomial n at [n d + k]. */
  readonly exponents: Uint8Array;
  /** Degree of every monomial, ascending. */
  readonly degrees: Uint8Array;
  private readonly keys: number[] = [];
  /** Keys of the variables themselves. */
  private readonly units: number[] = [];
  private readonly indices = new Map<number, number>();

  /** Throws RangeError for a degree above 7. */
  constructor(dimension: number, degree: number) {
    if (degree >= BASE) throw new RangeError(`polynomials of degree ${degree} (at most ${BASE - 1})`);
    this.dimension = dimension;
    this.degree = degree;
    for (let k = 0, unit = 1; k < dimension; k++, unit *= BASE) this.units.push(unit);
    const exponents: number[] = [];
    const degrees: number[] = [];
    for (let total = 0; total <= degree; total++) {
      for (const powers of compositions(total, dimension)) {
        const key = powers.reduceRight((sum, power) => sum * BASE + power, 0);
        this.indices.set(key, this.keys.length);
        this.keys.push(key);
        exponents.push(...powers);
        degrees.push(total);
      }
    }
    this.count = this.keys.length;
    this.exponents = Uint8Array.from(exponents);
    this.degrees = Uint8Array.from(degrees);
  }

  constant(value: number): Polynomial {
    const result = new Float64Array(this.count);
    result[0] = value;
    return result;
  }

  /** slope . x + value. */
  linear(slope: ArrayLike<number>, value = 0): Polynomial {
    const result = this.constant(value);
    for (let k = 0; k < this.dimension; k++) result[this.indices.get(this.units[k])!] = slope[k];
    return result;
  }

  /** x . Q x, Q [d x d] of any symmetry. */
  quadratic(q: Matrix): Polynomial {
    const result = this.constant(0);
    const d = this.dimension;
    for (let i = 0; i < d; i++) for (let j = 0; j < d; j++) result[this.indices.get(this.units[i] + this.units[j])!] += q[i * d + j];
    return result;
  }

  /** |x|^2. */
  square(): Polynomial {
    const result = this.constant(0);
    for (let k = 0; k < this.dimension; k++) result[this.indices.get(2 * this.units[k])!] = 1;
    return result;
  }

  /** sum factor_k p_k. */
  sum(...terms: readonly (readonly [factor: number, of: Polynomial])[]): Polynomial {
    const result = this.constant(0);
    for (const [factor, of] of terms) for (let n = 0; n < this.count; n++) result[n] += factor * of[n];
    return result;
  }

  /** Throws RangeError when the product has too high a degree. */
  product(left: Polynomial, right: Polynomial): Polynomial {
    const result = this.constant(0);
    for (let a = 0; a < this.count; a++) {
      if (left[a] === 0) continue;
      for (let b = 0; b < this.count; b++) {
        if (right[b] === 0) continue;
        const index = this.degrees[a] + this.degrees[b] <= this.degree ? this.indices.get(this.keys[a] + this.keys[b]) : undefined;
        if (index === undefined) throw new RangeError(`a product of degree ${this.degrees[a] + this.degrees[b]} among polynomials of degree ${this.degree}`);
        result[index] += left[a] * right[b];
      }
    }
    return result;
  }

  laplacian(of: Polynomial): Polynomial {
    const result = this.constant(0);
    const d = this.dimension;
    for (let n = 0; n < this.count; n++) {
      for (let k = 0; k < d; k++) {
        const power = this.exponents[n * d + k];
        if (power >= 2) result[this.indices.get(this.keys[n] - 2 * this.units[k])!] += power * (power - 1) * of[n];
      }
    }
    return result;
  }

  /** The part of degree l. */
  homogeneous(of: Polynomial, degree: number): Polynomial {
    return of.map((coefficient, n) => (this.degrees[n] === degree ? coefficient : 0));
  }

  /** Mean over the unit sphere of the part of degree l. */
  sphericalMean(of: Polynomial, degree: number): number {
    if (degree % 2 === 1) return 0;
    let part = this.homogeneous(of, degree);
    let norm = 1;
    for (let j = 1; 2 * j <= degree; j++) {
      part = this.laplacian(part);
      norm *= 2 * j * (2 * j + this.dimension - 2);
    }
    return part[0] / norm;
  }
}

/** All ways to write `total` as a sum of `parts` numbers >= 0. */
function compositions(total: number, parts: number): number[][] {
  if (parts === 1) return [[total]];
  return Array.from({ length: total + 1 }, (_, first) => compositions(total - first, parts - 1).map((rest) => [first, ...rest])).flat();
}
