import { show } from "@just-one/encoders";
import { loadLibrary } from "../catalog/load-library.ts";
import { describeBudget } from "../budget/describe-budget.ts";
import { readHttpSettings } from "../serve/http-settings.ts";
import { openKeys } from "../serve/key-file.ts";
import { openMemory } from "../services/open-memory.ts";
import { openOffice } from "../services/open-office.ts";
import { findDataFolder, findStateFolder, type Variables } from "../settings/folders.ts";
import { httpOptions, servingOptions } from "../settings/option-rows.ts";
import { parseOptions } from "../settings/parse-options.ts";
import { nameServer, readSettings, type Settings } from "../settings/read-settings.ts";
import { readUser } from "../settings/read-user.ts";
import { readLimitCase } from "../tools/ask-once.ts";
import { readVersion } from "../read-version.ts";
import type { TellingHost } from "./command-host.ts";

/** Something that was looked at. */
interface Finding {
  readonly what: string;
  readonly isFine: boolean;
  readonly told: string;
}

/** `just-one-mcp doctor`: looks at all that a server needs, and sends nothing. Returns 1 where something is missing. */
export async function runDoctor(args: readonly string[], { variables, stdout }: TellingHost): Promise<number> {
  const typed = parseOptions(args, [...servingOptions, ...httpOptions]);
  const settings = readSettings(typed, variables);
  const findings = [
    { what: "version", isFine: true, told: `${readVersion()} on Node ${process.versions.node}` },
    ...(await Promise.all([
      look("operations", async () => {
        const { catalog, source } = await loadLibrary(variables);
        return `${catalog.length}: ${source}`;
      }),
      look("token", async () => (settings.isMock ? "none is needed" : needToken(settings))),
      look("server", async () => nameServer(settings)),
      look("clock", async () => `${new Date().toISOString()}; budgets go by the day in Shanghai`),
      look("prices", async () =>
        typed.text("prices") !== undefined ? "from the file" : "not known: only calls are limited",
      ),
      look("files and budget", () => lookAtFiles(settings, variables)),
      look("serve", async () => {
        const http = readHttpSettings(typed);
        if (http.keys !== undefined) openKeys(http.keys);
        return `would listen at ${http.host}:${http.port}`;
      }),
    ])),
  ];
  for (const { what, isFine, told } of findings) {
    stdout.write(show`${isFine ? "ok  " : "MISSING"} ${what}: ${told}\n`);
  }
  stdout.write("Lines for a client: just-one-mcp install claude | cursor | vscode | codex\n");
  return findings.every(({ isFine }) => isFine) ? 0 : 1;
}

async function look(what: string, find: () => Promise<string>): Promise<Finding> {
  try {
    return { what, isFine: true, told: await find() };
  } catch (error) {
    return { what, isFine: false, told: error instanceof Error ? error.message : "unknown error" };
  }
}

function needToken({ token }: Settings): string {
  if (token === undefined) throw new Error("put it into JUST_ONE_TOKEN; without it operations can only be looked up");
  return "is there, and is told nobody";
}

async function lookAtFiles(settings: Settings, variables: Variables): Promise<string> {
  if (settings.isMock) return "a mock keeps nothing";
  const server = nameServer(settings);
  const opened = await openMemory(settings, variables);
  try {
    // Settings that cannot work, such as plain http without a word, are refused here and not at the first call.
    if (settings.token !== undefined) {
      const memory = { ...opened, rules: { reuseMs: 0, freshReuseMs: 0, retriesUnknown: false } };
      const office = await openOffice({
        settings,
        memory,
        library: { catalog: [], readExample: async () => undefined },
        server,
      });
      await office.client.close();
    }
    const limitCase = await readLimitCase(opened, readUser(), new Date());
    const { spentCalls, leftCalls } = await describeBudget(opened.ledger, settings.budget, limitCase);
    const unknown = (await opened.store.listUnknown()).length;
    const open = unknown === 0 ? "" : `; ${unknown} calls of unknown outcome: just-one-mcp settle`;
    const place =
      settings.database === undefined
        ? `${findStateFolder(variables, server)} and ${findDataFolder(variables, server)}`
        : "the database";
    return `${place}; today ${spentCalls} calls spent, ${leftCalls} left${open}`;
  } finally {
    await opened.close();
  }
}
