/**
 * Lets a compiler go on where a package that declarations name is not installed: what comes from it is `any` there, instead of
 * TS2307 for everybody who checks libraries, too. A comment in a source does not survive bundling.
 *
 * @param packages that need not be there, as optional peers
 */
export function forgiveMissing(declarations: string, packages: readonly string[]): string {
  return declarations.replace(importLine, (line, name: string) =>
    packages.includes(name) ? `// @ts-ignore ${name} need not be installed\n${line}` : line,
  );
}

// Whole lines of a bundler's, with the package's name without the path within it.
const importLine = /(?<!\/\/ @ts-ignore.*\n)^import .* from "((?:@[\w.-]+\/)?[\w.-]+)(?:\/[^"]+)?";$/gmu;
