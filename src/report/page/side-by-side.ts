/** Columns of wide tables: as many side by side as a printed page holds, the rest in further tables below, so that paper cuts none. */

/** Of values with their uncertainties in the type of print, beside the column of times, on A4 and on letter. */
export const mostColumns = 5;

/** In order, and of nearly equal numbers: 7 are 4 and 3. Nothing gives nothing. */
export function sideBySide<T>(columns: readonly T[]): T[][] {
  const tables = Math.ceil(columns.length / mostColumns);
  const each = Math.ceil(columns.length / Math.max(1, tables));
  return Array.from({ length: tables }, (_, k) => columns.slice(k * each, (k + 1) * each)).filter((some) => some.length > 0);
}
