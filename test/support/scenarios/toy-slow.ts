/**
 * Can a long run be interrupted? Every step wastes a millisecond.
 */
import { horizon } from "../../../src/setup/horizon.ts";
import { study } from "../../../src/study/declare/study.ts";
import { atOneAndAHalf, endsBelow, meanPosition, meanSquare, walk } from "../toy.ts";

export default study({
  title: "Walkers that take their time",
  vary: { drift: [0.25, 2], kind: ["plain"] },
  replicates: 12,
  sources: ["Ornstein and Uhlenbeck (1930)"],
  scenario: ({ drift }) => ({
    system: walk({ drift, waste: 1 }),
    initial: atOneAndAHalf,
    particles: 25,
    time: horizon({ end: 1, steps: 40, observe: 5 }),
    observe: { position: meanPosition(), square: meanSquare() },
  }),
  claims: [endsBelow("position", 3), endsBelow("square", 40)],
});
