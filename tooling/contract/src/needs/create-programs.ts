import { globSync } from "node:fs";
import { join, relative } from "node:path";
import ts from "typescript";

/** A part of a consumer that is compiled as one. */
export interface ConsumerProgram {
  readonly program: ts.Program;
  /** Its own sources, without tests, examples, measurements and settings. */
  readonly sources: readonly ts.SourceFile[];
}

/** Reads a consumer's sources: those of its `tsconfig.json`, and of such files a folder deeper. @throws Error when one cannot be read */
export function createPrograms(folder: string): ConsumerProgram[] {
  const inner = globSync("*/tsconfig.json", { cwd: folder }).filter((file) => !isNoSource(file));
  return ["tsconfig.json", ...inner.toSorted()].map((file) => createProgram(folder, join(folder, file)));
}

function createProgram(folder: string, file: string): ConsumerProgram {
  const { config, error } = ts.readConfigFile(file, (path) => ts.sys.readFile(path));
  if (error !== undefined) throw new Error(`${file}: ${ts.flattenDiagnosticMessageText(error.messageText, "\n")}`);
  const { fileNames, options } = ts.parseJsonConfigFileContent(config, ts.sys, join(file, ".."));
  const names = fileNames.filter((name) => !isNoSource(relative(folder, name)));
  const program = ts.createProgram(names, options);
  const own = new Set(names);
  return { program, sources: program.getSourceFiles().filter(({ fileName }) => own.has(fileName)) };
}

function isNoSource(path: string): boolean {
  return /(?:^|[/\\])(?:node_modules|dist|test|examples|bench)[/\\]|\.config\.ts$/.test(path);
}
