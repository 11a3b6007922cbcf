/**
 * What happens when replicates fail? Replicates 1 and 3 of the faster cell do.
 */
import { horizon } from "../../../src/setup/horizon.ts";
import { study } from "../../../src/study/declare/study.ts";
import { atOneAndAHalf, endsBelow, meanPosition, meanSquare, walk } from "../toy.ts";

export default study({
  title: "Walkers that fail",
  vary: { drift: [0.25, 2], kind: ["plain"] },
  replicates: 6,
  sources: ["Ornstein and Uhlenbeck (1930)"],
  scenario: ({ drift }) => ({
    system: walk({ drift, ...(drift === 2 ? { failing: { replicates: [1, 3], step: 10 } } : {}) }),
    initial: atOneAndAHalf,
    particles: 25,
    time: horizon({ end: 1, steps: 40, observe: 5 }),
    observe: { position: meanPosition(), square: meanSquare() },
  }),
  claims: [endsBelow("position", 3), endsBelow("square", 40)],
});
