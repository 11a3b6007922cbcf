/** fast-check with one seed: the suite tries the same inputs every time, on every machine. */
import fc from "fast-check";

fc.configureGlobal({ seed: 20261121 });

export { fc };
