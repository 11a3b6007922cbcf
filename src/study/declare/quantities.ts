/** What the series of a setup are, as its observables declare: plain data, so that a stored result can be read without the scenario. */
import type { Observable, Quantity, Setup } from "../../protocols/index.ts";
import { filed } from "../../series-name.ts";

/** Quantities by series, in the order of `observe`; a function along an axis by its own name. An observable of a JavaScript scenario may declare none. */
export function quantitiesOf({ observe, system }: Pick<Setup<never>, "observe" | "system">): Readonly<Record<string, Quantity>> {
  const declared = Object.entries<Partial<Pick<Observable<never>, "parts">>>(observe).flatMap(([name, { parts }]) =>
    parts === undefined ? [] : filed<Quantity>(name, system.parts?.(parts) ?? parts),
  );
  return Object.fromEntries(declared);
}
