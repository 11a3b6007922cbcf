/** The fragment of the page's address and what it holds: `#potential=coulomb&step=120`. */
import type { Arrangement } from "./protocol.ts";

export const fieldsOf = (fragment: string): Record<string, string> => Object.fromEntries(new URLSearchParams(fragment.replace(/^#/, "")));

export const fragmentOf = (arrangement: Arrangement): string => `#${new URLSearchParams(arrangement).toString()}`;
