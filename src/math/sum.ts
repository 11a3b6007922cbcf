/** Compensated summation (Neumaier 1974): the error of a sum of N terms does not grow with N. */

/** A running sum. */
export class Sum {
  private total = 0;
  private lost = 0;

  add(term: number): void {
    const next = this.total + term;
    this.lost += Math.abs(this.total) >= Math.abs(term) ? this.total - next + term : term - next + this.total;
    this.total = next;
  }

  value(): number {
    return this.total + this.lost;
  }
}

/** The sum of term(0), ..., term(count - 1), and that of their absolute values (not compensated). */
export function sumOver(count: number, term: (n: number) => number): { sum: number; size: number } {
  const sum = new Sum();
  let size = 0;
  for (let n = 0; n < count; n++) {
    const x = term(n);
    sum.add(x);
    size += Math.abs(x);
  }
  return { sum: sum.value(), size };
}

/** (1/count) sum_i term(i). */
export function meanOver(count: number, term: (n: number) => number): number {
  const sum = new Sum();
  for (let n = 0; n < count; n++) sum.add(term(n));
  return sum.value() / count;
}
