// The package ships types but its exports map hides them: the functions used by special.ts.
declare module "cephes" {
  const cephes: {
    readonly compiled: Promise<void>;
    gamma(x: number): number;
    lgam(x: number): number;
    erf(x: number): number;
    erfc(x: number): number;
    ndtr(x: number): number;
    ndtri(q: number): number;
    igam(a: number, x: number): number;
    igamc(a: number, x: number): number;
    igami(a: number, q: number): number;
    i0e(x: number): number;
    j0(x: number): number;
    j1(x: number): number;
    psi(x: number): number;
    stdtri(freedom: number, p: number): number;
  };
  export default cephes;
}
