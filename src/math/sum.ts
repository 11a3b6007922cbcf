/** Compensated summation (Neumaier 1974): the error of a sum of N terms does not grow with N. */

/** The sum of term(0), ..., term(count - 1), and that of their absolute values (not compensated). */
export function sumOver(count: number, term: (n: number) => number): { sum: number; size: number } {
  let [sum, lost, size] = [0, 0, 0];
  for (let n = 0; n < count; n++) {
    const x = term(n);
    const next = sum + x;
    lost += Math.abs(sum) >= Math.abs(x) ? sum - next + x : x - next + sum;
    sum = next;
    size += Math.abs(x);
  }
  return { sum: sum + lost, size };
}
