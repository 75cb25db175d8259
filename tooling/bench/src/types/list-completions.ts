import { spawn } from "node:child_process";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { withoutToken } from "@just-one/secrets/without-token";
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from "vscode-jsonrpc/node";
import { compiler } from "./check-file.ts";
import { type TypeProject, writeSource } from "./type-project.ts";

/**
 * What an editor offers at the one `|` in a file of the project, asked of the compiler's own language server over LSP.
 */
export async function listCompletions(project: TypeProject, marked: string): Promise<readonly string[]> {
  const place = marked.indexOf("|");
  const text = marked.replace("|", "");
  const before = marked.slice(0, place).split("\n");
  const position = { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
  await writeSource(project, "completion.ts", text);
  const uri = pathToFileURL(join(project.folder, "completion.ts")).href;

  const server = spawn(process.execPath, [compiler, "--lsp", "--stdio"], {
    cwd: project.folder,
    env: withoutToken(process.env),
    stdio: ["pipe", "pipe", "ignore"],
  });
  const connection = createMessageConnection(
    new StreamMessageReader(server.stdout),
    new StreamMessageWriter(server.stdin),
  );
  server.on("exit", () => connection.dispose()); // ends what waits for an answer
  // What the server asks of an editor: nothing is configured here, and nothing is refused.
  connection.onRequest((_method, parameters) =>
    isConfiguration(parameters) ? parameters.items.map(() => null) : null,
  );
  connection.listen();
  try {
    const rootUri = pathToFileURL(project.folder).href;
    await connection.sendRequest("initialize", { processId: process.pid, rootUri, capabilities: {} });
    await connection.sendNotification("initialized", {});
    await connection.sendNotification("textDocument/didOpen", {
      textDocument: { uri, languageId: "typescript", version: 1, text },
    });
    const reply = await connection.sendRequest<CompletionReply>("textDocument/completion", {
      textDocument: { uri },
      position,
    });
    const items = reply !== null && "items" in reply ? reply.items : (reply ?? []);
    return items.map((item) => item.label);
  } finally {
    server.kill();
  }
}

interface CompletionItem {
  readonly label: string;
}
type CompletionReply = readonly CompletionItem[] | { readonly items: readonly CompletionItem[] } | null;

function isConfiguration(value: unknown): value is { items: readonly unknown[] } {
  return typeof value === "object" && value !== null && "items" in value && Array.isArray(value.items);
}
