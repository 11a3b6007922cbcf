/** Makes the calling thread able to load scenarios. From source, tsx is there already (`--import tsx`). */
import { register } from "node:module";

export const fromSource = import.meta.url.endsWith(".ts");

export async function registerScenarioLoader(): Promise<void> {
  if (!fromSource) {
    const tsx = await import("tsx/esm/api");
    tsx.register();
  }
  register(fromSource ? "./hooks.ts" : "./hooks.js", import.meta.url);
}
