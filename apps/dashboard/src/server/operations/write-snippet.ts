import type { CatalogEntry, Prose } from "@just-one/api";
import { JustOneError } from "@just-one/core";
import { captureRequest, type SnippetEntry, SnippetError, snippetLanguages } from "@just-one/snippets";
import { languageNames } from "@just-one/snippets/language-names";
import type { SnippetReply } from "../../shared/operations.ts";
import type { Parameters } from "../../shared/protocol.ts";
import { listProblems } from "./try-on-mock.ts";

export interface SnippetOptions {
  readonly entry: CatalogEntry;
  readonly prose: Prose;
  readonly parameters: Parameters;
  readonly language: string;
}

/** Writes a call to the vendor's default server as a program, which reads the token where it runs. Sends nothing. */
export async function writeSnippet({ entry, prose, parameters, language }: SnippetOptions): Promise<SnippetReply> {
  const name = languageNames.find((each) => each === language);
  if (name === undefined) return { ok: false, problems: [] };
  const described = describe(entry, prose);
  try {
    const request = await captureRequest(described, parameters, {});
    return { ok: true, text: snippetLanguages[name]({ entry: described, parameters, destination: {}, request }) };
  } catch (error) {
    if (!JustOneError.isInstance(error) && !(error instanceof SnippetError)) throw error;
    return { ok: false, problems: listProblems(error) };
  }
}

function describe(entry: CatalogEntry, { operations }: Prose): SnippetEntry {
  const told = operations.find(({ operation }) => operation === entry.operation);
  const words = new Map(told?.parameters.map(({ name, description = "" }) => [name, description]));
  return {
    ...entry,
    summary: told?.summary ?? entry.operation,
    parameters: entry.parameters.map((parameter) =>
      Object.assign({ description: words.get(parameter.name) ?? "" }, parameter),
    ),
  };
}
