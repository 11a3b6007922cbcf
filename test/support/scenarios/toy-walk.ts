/**
 * Does a walker with drift come home? A toy question.
 *
 * Every cell starts from 1.5 and forgets it at its own rate.
 */
import { horizon } from "../../../src/setup/horizon.ts";
import { study } from "../../../src/study/declare/study.ts";
import { atOneAndAHalf, endsBelow, meanPosition, meanSquare, walk } from "../toy.ts";

export default study({
  title: "Walkers with drift",
  vary: { drift: [0.25, 2], kind: ["plain"] },
  replicates: 6,
  sources: ["Ornstein and Uhlenbeck (1930)"],
  scenario: ({ drift }) => ({
    system: walk({ drift }),
    initial: atOneAndAHalf,
    particles: 25,
    time: horizon({ end: 1, steps: 40, observe: 5 }),
    observe: { position: meanPosition(), square: meanSquare() },
  }),
  claims: [endsBelow("position", 3), endsBelow("square", 40)],
});
