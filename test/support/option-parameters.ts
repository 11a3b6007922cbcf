/** Which parameters of a function are options: objects of the caller's own making, told by their declared types. */
import ts from "typescript";

export interface OptionParameter {
  readonly index: number;
  /** Of the type's fields; of alternatives, those of all. */
  readonly names: readonly string[];
}

export const isCallable = (checker: ts.TypeChecker, symbol: ts.Symbol): boolean =>
  (symbol.flags & ts.SymbolFlags.Value) !== 0 && checker.getTypeOfSymbol(symbol).getCallSignatures().length > 0;

const alternatives = (checker: ts.TypeChecker, type: ts.Type): readonly ts.Type[] => {
  const whole = checker.getNonNullableType(type);
  return whole.isUnion() ? whole.types : [whole];
};

/** Objects, and neither functions nor lists. */
const isObject = (checker: ts.TypeChecker, type: ts.Type): boolean =>
  (type.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection)) !== 0 &&
  type.getCallSignatures().length === 0 &&
  !checker.isArrayType(type) &&
  !checker.isTupleType(type);

/** The parameters of a function that take an object and are declared with no type of `nouns`: its name opens the declared type. */
export function optionsOf(checker: ts.TypeChecker, symbol: ts.Symbol, nouns: readonly string[]): OptionParameter[] {
  const parameters = checker.getTypeOfSymbol(symbol).getCallSignatures().flatMap((signature) => signature.getParameters().map((parameter, index) => ({ parameter, index }))); // prettier-ignore
  return parameters.flatMap(({ parameter, index }) => {
    const declaration = parameter.valueDeclaration as ts.ParameterDeclaration;
    const objects = alternatives(checker, checker.getTypeOfSymbolAtLocation(parameter, declaration)).filter((type) => isObject(checker, type));
    const declared = (declaration.type?.getText() ?? "").replace(/^readonly /, "");
    const isNoun = nouns.some((noun) => declared === noun || (declared.startsWith(noun) && /^[<[,> |]/.test(declared.slice(noun.length))));
    if (objects.length === 0 || isNoun) return [];
    return [{ index, names: [...new Set(objects.flatMap((type) => checker.getPropertiesOfType(type).map(({ name }) => name)))] }];
  });
}
