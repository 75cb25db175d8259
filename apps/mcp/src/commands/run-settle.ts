import { show } from "@just-one/encoders";
import { sweepCalls } from "../calls/sweep-calls.ts";
import { openMemory } from "../services/open-memory.ts";
import { servingOptions } from "../settings/option-rows.ts";
import { parseOptions } from "../settings/parse-options.ts";
import { readSettings } from "../settings/read-settings.ts";
import { SettingsError } from "../settings/settings-error.ts";
import type { ToolErrorFacts } from "../results/tool-error.ts";
import type { TellingHost } from "./command-host.ts";

/** `just-one-mcp settle`: lists calls of unknown outcome; with a handle and a word it takes over what the vendor's bill told. */
export async function runSettle(args: readonly string[], { variables, stdout }: TellingHost): Promise<number> {
  const typed = parseOptions(args, servingOptions, 2);
  const [id, word] = typed.rest;
  const { store, ledger, close } = await openMemory(readSettings(typed, variables), variables);
  try {
    await sweepCalls(store, ledger);
    if (id === undefined) {
      const unknown = await store.listUnknown();
      for (const { id: handle, operation, principal, startedAt } of unknown) {
        stdout.write(show`${handle}  ${new Date(startedAt).toISOString()}  ${principal}  ${operation}\n`);
      }
      if (unknown.length === 0) stdout.write("No call is of unknown outcome.\n");
      return 0;
    }
    if (word !== "billed" && word !== "unbilled")
      throw new SettingsError("settle takes a handle, and billed or unbilled.");
    const call = await store.find(id);
    if (call?.state !== "unknown") throw new SettingsError("There is no call of unknown outcome with that handle.");
    await ledger.settle({ id, operation: call.operation, label: call.label, day: call.day, cost: call.cost }, word);
    // Its question may be asked again from now on: nobody has its reply.
    await store.end(id, { state: "failed", failure: JSON.stringify(tell(word)) });
    stdout.write(show`${id} was ${word}. Its question may be asked again.\n`);
    return 0;
  } finally {
    await close();
  }
}

function tell(word: "billed" | "unbilled"): ToolErrorFacts {
  return {
    error: "failed",
    billed: word === "billed" ? "yes" : "no",
    retry: "later",
    fix: "you: call again if you still need it",
    say: `The reply was lost; the operator has settled that the call was ${word}.`,
  };
}
