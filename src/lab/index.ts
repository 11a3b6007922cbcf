/** The laboratory's page: one script that is the page, and in a worker made of the same script the part that measures. */
import type { Laboratory } from "./protocol.ts";
import { show } from "./page.ts";
import { serve } from "./worker.ts";

export function enter(laboratory: Laboratory): void {
  if (typeof document === "undefined") serve(laboratory);
  else show(laboratory, document.querySelector("script")!.textContent);
}
