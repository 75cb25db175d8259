import { findEmbeddedBinaries, findSystemBinaries } from "./binaries.ts";
import { createCluster, type Settings } from "./cluster.ts";

/** What a keeper is asked. */
export type Question =
  | { readonly make: "embedded" | "system"; readonly settings: Settings | undefined }
  | { readonly stop: "fast" | "immediate" }
  | { readonly start: true };

// A process of its own: it ends the server when whoever asked for it is gone, however that ended.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => {});

let answer = Promise.resolve<unknown>(undefined);
let cluster: Awaited<ReturnType<typeof createCluster>> | undefined;

process.on("message", (question: Question) => {
  answer = answer
    .then(async () => ({ connection: await obey(question) }))
    .catch((error: unknown) => ({ problem: error instanceof Error ? error.message : String(error) }))
    .then((told) => process.send?.(told));
});
process.on("disconnect", () => {
  void answer.then(() => cluster?.remove()).finally(() => process.exit());
});

async function obey(question: Question): Promise<unknown> {
  if ("make" in question) {
    const binaries = question.make === "embedded" ? findEmbeddedBinaries() : findSystemBinaries();
    if (binaries === undefined) throw new Error(`there is no ${question.make} PostgreSQL for this platform`);
    cluster = await createCluster(binaries, question.settings);
  } else if ("stop" in question) await cluster?.stop(question.stop);
  else await cluster?.start();
  return cluster?.connection;
}
