import { globSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const root = fileURLToPath(new URL("../../", import.meta.url));
const readmes = ["README.md", "packages/*/README.md", "apps/*/README.md", "docs/using/*.md"];
const programs = ["examples/*.ts", "examples/using/*.ts", "packages/*/examples/*.ts", "tooling/consumers/*/*.js"];

async function readAll(patterns: readonly string[]): Promise<[file: string, text: string][]> {
  const files = globSync(patterns, { cwd: root });
  return Promise.all(files.toSorted().map(async (file) => [file, await readFile(`${root}${file}`, "utf8")]));
}

const blocks = /^```[jt]s\n([^]*?)^```$/gm;

test("every TypeScript and JavaScript block of every README is part of a program that is run, by the tests or as a consumer", async () => {
  const sources = (await readAll(programs)).map(([, text]) => text);
  for (const [file, text] of await readAll(readmes)) {
    for (const [, block = ""] of text.matchAll(blocks)) {
      const isFound = sources.some((source) => source.includes(block));
      expect(isFound, `${file} shows a block that is in no example:\n${block}`).toBe(true);
    }
  }
});

test("no block needs what its program has elsewhere", async () => {
  const sources = (await readAll(programs)).map(([, text]) => text);
  for (const [file, text] of await readAll(readmes)) {
    for (const [, block = ""] of text.matchAll(blocks)) {
      const others = sources.filter((source) => source.includes(block)).map((source) => source.replace(block, ""));
      const hidden = others.map((other) => listNames(other).filter((name) => needs(block, name)));
      expect(
        hidden.find((names) => names.length === 0) ?? hidden,
        `${file} shows a block that does not stand alone:\n${block}`,
      ).toEqual([]);
    }
  }
});

/** What a program declares and imports at its top. */
function listNames(source: string): string[] {
  const declared = source.matchAll(/^(?:export )?(?:const|let|(?:async )?function\*?|class) (?:\{ ([^}]+) \}|(\w+))/gm);
  const imported = source.matchAll(/^import (?:type )?\{ ([^}]+) \} from/gm);
  return [...declared, ...imported].flatMap(([, list, name]) => name ?? list?.split(/, ?/).map(toLocalName) ?? []);
}

function toLocalName(part: string): string {
  return part
    .trim()
    .replace(/^type /, "")
    .replace(/^.* as /, "")
    .replace(/^.*: /, "");
}

/** Whether a block uses a name that it neither declares nor takes as a parameter. */
function needs(block: string, name: string): boolean {
  const code = block.replaceAll(/\/\/.*$|"[^"\n]*"/gm, "");
  const isUsed = new RegExp(`(?<![\\w.])${name}(?![\\w:])`).test(code);
  const isParameter = new RegExp(`\\([^()]*(?<!\\w)${name}\\b[^()]*\\)(?:: [^=\\n]+)? (?:=>|\\{)`).test(code);
  return isUsed && !isParameter && !listNames(block.replaceAll(/^ +/gm, "")).includes(name);
}
