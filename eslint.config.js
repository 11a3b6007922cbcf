import tseslint from "typescript-eslint";

// Results must have the same bits on every machine. ECMAScript leaves the last bit of these functions to the engine, so the
// library computes them itself in src/math/elementary.ts, the twin of the kernels' own versions.
const engineDependent = [
  "exp",
  "expm1",
  "log",
  "log1p",
  "log2",
  "log10",
  "pow",
  "sin",
  "cos",
  "tan",
  "asin",
  "acos",
  "atan",
  "atan2",
  "sinh",
  "cosh",
  "tanh",
  "hypot",
  "cbrt",
];

const enums = { selector: "TSEnumDeclaration", message: "Use a union of literals." };
const powers = { selector: "BinaryExpression[operator='**']", message: "Engine-dependent in the last bit: use src/math/elementary.ts." };
// A call with some 120 000 arguments overflows the stack, and results have more values than that.
const spreads = [
  { selector: "CallExpression[callee.object.name='Math'] > SpreadElement", message: "Data may be long: max, min, extent of d3-array, or reduce." },
  { selector: "CallExpression[callee.property.name=/^(push|unshift)$/] > SpreadElement", message: "Data may be long: make a new list, or push one by one." },
];

export default tseslint.config(
  { ignores: ["dist/**", "results/**", "site/**", "coverage/**", "src/kernels/assembly/**", "test/fixtures/**"] },
  ...tseslint.configs.recommended,
  ...Object.entries({
    "tsconfig.build.json": ["src/**/*.ts", "particles/**/*.ts"],
    "tsconfig.json": ["scenarios/**/*.ts", "scripts/**/*.ts", "test/**/*.ts", "particles/lab/**/*.ts"],
    "src/lab/tsconfig.json": ["src/lab/**/*.ts"],
  }).map(([project, files]) => ({
    files,
    languageOptions: { parserOptions: { project, tsconfigRootDir: import.meta.dirname } },
    rules: { "@typescript-eslint/no-unnecessary-type-assertion": "error" },
  })),
  {
    rules: {
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_" }],
      "@typescript-eslint/consistent-type-imports": "error",
      "prefer-const": "error",
      eqeqeq: "error",
      "no-restricted-syntax": ["error", enums],
    },
  },
  {
    files: ["src/**/*.ts", "particles/**/*.ts"],
    ignores: ["src/report/**", "src/cli/**"],
    rules: {
      "no-restricted-properties": [
        "error",
        ...engineDependent.map((property) => ({
          object: "Math",
          property,
          message: "Engine-dependent in the last bit: use src/math/elementary.ts.",
        })),
        { object: "Math", property: "random", message: "Randomness is a key (src/random)." },
        { object: "Date", property: "now", message: "No clock in the library." },
      ],
      "no-restricted-syntax": ["error", enums, powers],
    },
  },
  { files: ["src/report/**", "src/cli/**"], rules: { "no-restricted-syntax": ["error", enums, ...spreads] } },
  { files: ["src/claims/**", "src/study/**"], rules: { "no-restricted-syntax": ["error", enums, powers, ...spreads] } },
);
