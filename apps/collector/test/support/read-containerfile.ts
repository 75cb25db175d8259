import { readFileSync } from "node:fs";
import { DockerfileParser } from "dockerfile-ast";

const path = new URL("../../Containerfile", import.meta.url);

export const containerText: string = readFileSync(path, "utf8");

/** Instructions with what stands behind them, in order. */
export function readInstructions(): readonly { readonly name: string; readonly rest: string }[] {
  return DockerfileParser.parse(containerText)
    .getInstructions()
    .map((instruction) => ({ name: instruction.getKeyword(), rest: instruction.getArgumentsContent() ?? "" }));
}

/** The words of an instruction in its exec form; of a HEALTHCHECK, those of its CMD. */
export function readWords(name: string): string[] {
  const found = readInstructions().find((each) => each.name === name)?.rest ?? "";
  // Safe: an exec form is a list of words, or the test fails.
  return JSON.parse(found.slice(found.indexOf("["))) as string[];
}
