/** Statements of the papers. */
export { rieszSupremum, theorem3AtStart } from "./contractivity/theorem3.ts";
