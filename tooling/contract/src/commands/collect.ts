import { relative } from "node:path";
import { collectNeeds } from "../needs/collect-needs.ts";
import { nameNeedsFile, writeNeeds } from "../needs/needs-file.ts";
import { listReaders } from "../needs/readers.ts";
import { listUntypedNeeds } from "../needs/untyped-needs.ts";
import { listConsumers, readExamples } from "../project.ts";

/** `contract collect`: writes what each app and package needs of the API into its `operations.json`. */
export async function collect(): Promise<number> {
  const readers = listReaders(await readExamples());
  for (const folder of listConsumers()) {
    const needs = collectNeeds({ folder, readers, untyped: listUntypedNeeds(folder, readers) });
    await writeNeeds(folder, needs);
    const count = Object.keys(needs.operations).length;
    const file = relative(process.cwd(), nameNeedsFile(folder));
    process.stderr.write(
      `contract collect: ${file}: ${count} operations${needs.anyOperation ? ", and any other" : ""}\n`,
    );
  }
  return 0;
}
