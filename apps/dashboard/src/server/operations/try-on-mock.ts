import { createClient, ValidationError } from "@just-one/core";
import { inventAuthorSpread, startMockServer } from "@just-one/testing";
import type { TryReply } from "../../shared/operations.ts";
import { spreadOperation, type Parameters } from "../../shared/protocol.ts";
import type { ListedClient } from "../listed-operations.ts";
import { builtInLibrary } from "./library.ts";

/** Asks a mock, whatever the server is otherwise for: nothing leaves this machine, and nothing costs. */
export interface MockTrial extends AsyncDisposable {
  readonly ask: (operation: string, parameters: Parameters) => Promise<TryReply>;
}

/** The mock is started when somebody first asks. It knows the operations that came with this server. */
export function createMockTrial(): MockTrial {
  let opened: Promise<{ readonly client: ListedClient; readonly close: () => Promise<void> }> | undefined;
  return {
    ask: async (operation, parameters) => {
      if (!builtInLibrary.catalog.some((entry) => entry.operation === operation)) return { ok: false, problems: [] };
      opened ??= open();
      const { client } = await opened;
      const result = await client.try(operation, parameters);
      if (result.ok) return { ok: true, data: result.data };
      return { ok: false, problems: listProblems(result.error) };
    },
    [Symbol.asyncDispose]: async () => {
      await (await opened)?.close();
    },
  };
}

/** What is wrong with parameters, one sentence each; without their values. */
export function listProblems(error: Error): readonly string[] {
  if (!ValidationError.is(error)) return [error.message];
  return error.issues.map(({ path, message }) => (path === "" ? message : `${path}: ${message}`));
}

async function open(): Promise<{ readonly client: ListedClient; readonly close: () => Promise<void> }> {
  const server = await startMockServer({
    respond: ({ operation, params }) => (operation === spreadOperation ? inventAuthorSpread(params) : undefined),
  });
  const client: ListedClient = createClient({ token: "mock", baseUrl: server.url, catalog: builtInLibrary.catalog });
  return { client, close: () => server.close() };
}
