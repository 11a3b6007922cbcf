/** Compensated summation (Neumaier 1974): the error of a sum of N terms does not grow with N. */
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
