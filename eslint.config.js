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

export default tseslint.config(
  { ignores: ["dist/**", "results/**", "coverage/**", "src/kernels/assembly/**", "test/fixtures/**"] },
  ...tseslint.configs.recommended,
  ...["tsconfig.build.json", "tsconfig.json"].map((project, own) => ({
    files: own ? ["scenarios/**/*.ts", "scripts/**/*.ts", "test/**/*.ts"] : ["src/**/*.ts", "particles/**/*.ts"],
    languageOptions: { parserOptions: { project, tsconfigRootDir: import.meta.dirname } },
    rules: { "@typescript-eslint/no-unnecessary-type-assertion": "error" },
  })),
  {
    rules: {
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_" }],
      "@typescript-eslint/consistent-type-imports": "error",
      "prefer-const": "error",
      eqeqeq: "error",
      "no-restricted-syntax": ["error", { selector: "TSEnumDeclaration", message: "Use a union of literals." }],
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
      "no-restricted-syntax": [
        "error",
        { selector: "BinaryExpression[operator='**']", message: "Engine-dependent in the last bit: use src/math/elementary.ts." },
      ],
    },
  },
);
