/** The setup that an arrangement stands for, and the couple that starts from it: those of replicate 0 of its scenario (scenario.ts). */
import type { Arrangement } from "../../src/lab/protocol.ts";
import type { Key, Observable, Setup } from "../../src/protocols/index.ts";
import { rootKey } from "../../src/random/key.ts";
import { coupled, openCoupled } from "../simulate.ts";
import type { Coupled } from "../state.ts";
import { pairCollisions } from "../systems/pair-collisions.ts";
import type { Motion } from "../trace.ts";
import { OBSERVATIONS, STEPS } from "./arrangement.ts";
import { couplings, data, potentials } from "./choices.ts";
import { observed } from "./observed.ts";

/** The scenario's name: that of its file. */
export const NAME = "laboratory";

/** What an arrangement stands for, in numbers and names. */
export interface Arranged {
  readonly setup: Setup<Coupled>;
  readonly key: Key;
  open(): Motion<Coupled>;
}

/** End of the run, to two digits, that a scenario writes. */
export function endOf({ potential, data: start }: Arrangement): number {
  return Number((data[start].end * potentials[potential].slow).toPrecision(2));
}

/** Throws ScenarioError when the setup cannot run. */
export function arranged(arrangement: Arrangement): Arranged {
  const particles = Number(arrangement["particles"]);
  const bare = pairCollisions({ potential: potentials[arrangement["potential"]].make() });
  const coupling = couplings[arrangement["coupling"]].make();
  const setup: Setup<Coupled> = {
    system: coupled(bare, coupling),
    initial: data[arrangement["data"]].make(),
    particles,
    time: { end: endOf(arrangement), steps: STEPS, observe: OBSERVATIONS },
    observe: Object.fromEntries(Object.entries(observed).map(([name, { make }]): [string, Observable<Coupled>] => [name, make(particles)])),
  };
  setup.system.check(setup);
  const key = rootKey(`${NAME}/seed=${arrangement["seed"]}/replicate=0`);
  return { setup, key, open: () => openCoupled(bare, [coupling], setup, key) };
}
