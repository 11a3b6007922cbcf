/** JSON in which numbers that are not finite stay numbers: `{"number":"Infinity"}`. */

export const toJson = (value: unknown, indent?: number): string => JSON.stringify(value, finiteOrTold, indent);

/** The inverse; undefined for what is no JSON. */
export function fromJson(text: string): unknown {
  try {
    return JSON.parse(text, (_, value: unknown) => (isTold(value) ? Number(value.number) : value));
  } catch {
    return undefined;
  }
}

const finiteOrTold = (_: string, value: unknown): unknown => (typeof value === "number" && !Number.isFinite(value) ? { number: String(value) } : value);

const isTold = (value: unknown): value is { number: string } =>
  typeof value === "object" && value !== null && Object.keys(value).join() === "number" && typeof (value as { number: unknown }).number === "string";
