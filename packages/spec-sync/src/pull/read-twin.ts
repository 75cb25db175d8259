import { DocumentError } from "@just-one/document";
import { type ChineseWords, collectChinese } from "../build/chinese-words.ts";
import { diffDocuments } from "../diff/diff-documents.ts";
import { summariseDiff } from "../diff/report/summarise-diff.ts";
import type { DocumentFile } from "../document/read-document.ts";
import { fileExists } from "../file-exists.ts";
import { tell } from "../tell.ts";
import { isAddress } from "./parse-address.ts";
import { readSource } from "./read-source.ts";

/**
 * Reads the words of the Chinese twin, `openapi-zh.json` beside `openapi.json`, when it can be had. Where it is built
 * otherwise than the English document, that is said, and the English one rules. Undefined where there is no twin.
 */
export async function readTwin(from: string, english: DocumentFile, verb: string): Promise<ChineseWords | undefined> {
  const address = nameTwin(from);
  if (address === undefined || (!isAddress(address) && !(await fileExists(address)))) return undefined;
  const report = (what: string): void => tell(`spec ${verb}: ${what}`);
  try {
    const twin = await readSource(address, { attempts: 1, timeoutMs: 20_000 });
    if (twin === "unchanged") return undefined;
    const diff = diffDocuments(english.document, twin.file.document);
    if (diff.level === "minor" || diff.level === "major") {
      const first = diff.changes.slice(0, 3).map(({ operation, where, kind }) => `${operation} ${where} ${kind}`);
      report(
        `the Chinese twin is built otherwise (${summariseDiff(diff)}): ${first.join(", ")}; the English one rules`,
      );
    }
    return collectChinese(twin.file.document);
  } catch (error) {
    if (!(error instanceof DocumentError)) throw error;
    report(`no Chinese twin (${error.message}); the Chinese words stay as they are`);
    return undefined;
  }
}

function nameTwin(from: string): string | undefined {
  return from.endsWith("openapi.json") ? from.replace(/\.json$/u, "-zh.json") : undefined;
}
