import { basename } from "node:path";
import { catalog } from "@just-one/api/catalog";
import { show } from "@just-one/encoders";
import { createPlayer } from "@just-one/testing";
import { checkReplies } from "../check-replies.ts";
import { sampleParameters } from "../list-calls.ts";
import { checkNeeds } from "../needs/check-needs.ts";
import { collectNeeds, type Reader } from "../needs/collect-needs.ts";
import { formatNeeds, readNeeds } from "../needs/needs-file.ts";
import { listReaders } from "../needs/readers.ts";
import { listUntypedNeeds } from "../needs/untyped-needs.ts";
import type { OpenApiDocument } from "@just-one/document";
import { examplesFolder, listConsumers, readExamples, readProjectDocument } from "../project.ts";

/** `contract check`: recorded replies against the schemas, and what apps and packages need against the document; sends nothing. */
export async function check(): Promise<number> {
  const document = await readProjectDocument();
  const examples = await readExamples();
  const player = await createPlayer(examplesFolder);
  const entries = catalog.filter(({ operation }) => examples.has(operation));
  const calls = entries.map((entry) => ({ operation: entry.operation, parameters: sampleParameters(entry) }));
  const problems = await checkReplies({ calls, document, catalog, token: "unused", fetch: player.fetch });

  const readers = listReaders(examples);
  const consumers = listConsumers();
  for (const folder of consumers) {
    const found = await checkConsumer(folder, document, readers);
    problems.push(...found.map((problem) => `${basename(folder)}: ${problem}`));
  }
  for (const problem of problems) process.stderr.write(show`contract: ${problem}\n`);
  process.stderr.write(
    `contract: ${calls.length} recorded replies and ${consumers.length} apps and packages against the document, ${problems.length} problems\n`,
  );
  return problems.length === 0 ? 0 : 1;
}

async function checkConsumer(
  folder: string,
  document: OpenApiDocument,
  readers: readonly Reader[],
): Promise<readonly string[]> {
  const needs = await readNeeds(folder).catch((error: unknown) => toError(error));
  if (needs instanceof Error) return [needs.message];
  // With something missing, what would be collected now has lost it, too.
  const missing = checkNeeds(needs, document);
  if (missing.length > 0) return missing.map((problem) => `needs what is not there: ${problem}`);
  const current = collectNeeds({ folder, readers, untyped: listUntypedNeeds(folder, readers) });
  const isCurrent = formatNeeds(current) === formatNeeds(needs);
  return isCurrent ? [] : ["operations.json is not what its sources need now; run pnpm contract collect"];
}

function toError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
