module.exports = {
  transform: { "\\.[mc]?[jt]sx?$": ["@swc/jest", { jsc: { target: "es2022", parser: { syntax: "typescript" } } }] },
  // What is published as ES modules is compiled, too; add @faker-js for the mock.
  transformIgnorePatterns: ["/node_modules/(?!(\\.pnpm|@just-one|openapi-fetch)/)"],
};
