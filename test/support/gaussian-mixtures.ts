/** The Gaussian mixtures of the fixture mixture-rates.json as models and laws. Strengths may be 0 there, which powerLaw refuses. */
import { powerLaw, type Model } from "../../src/index.ts";
import fixture from "../fixtures/mixture-rates.json" with { type: "json" };

export const mixtures = fixture.mixtures.map((one) => {
  const model: Model = {
    species: one.species.map(({ m, n }, i) => ({ name: `species ${i}`, mass: m, density: n })),
    interaction: (i, j) => {
      const [gamma, strength] = [one.gamma[i][j], one.c[i][j]];
      const unit = powerLaw(gamma);
      const growthConstant = (of: number) => {
        const { value, bound } = unit.growthConstant(of);
        return strength === 0 ? { value: 0, bound: 0 } : { value: strength * value, bound: strength * bound };
      };
      return { name: `r^${gamma}`, gamma, strength, alpha: (r) => strength * r ** gamma, derivative: (r) => strength * unit.derivative(r), growthConstant };
    },
  };
  const from = one.species.map(({ f_mean, f_cov }) => ({ mean: f_mean, covariance: f_cov }));
  const to = one.species.map(({ g_mean, g_cov }) => ({ mean: g_mean, covariance: g_cov }));
  return { ...one, model, from, to };
});
