import type { Catalog } from "@just-one/api";
import type { Library } from "../catalog/library.ts";
import { type ClientOptions, createCatalogClient, type Environment, JustOneError, type OnEvent } from "@just-one/core";
import { createRedactor } from "@just-one/secrets";
import { askVendor, type AnyOperations } from "../calls/ask-vendor.ts";
import { createDesk, type DeskEnd } from "../calls/create-desk.ts";
import { hasTelemetry } from "../telemetry/has-telemetry.ts";
import { hideToken } from "../results/hide-token.ts";
import { useProxies } from "./use-proxies.ts";
import { ToolError } from "../results/tool-error.ts";
import type { Settings } from "../settings/read-settings.ts";
import type { Memory, Office } from "../tools/services.ts";

/** What sending needs. */
export interface OfficeOptions {
  readonly settings: Settings;
  readonly memory: Memory;
  readonly library: Pick<Library, "catalog" | "readExample">;
  readonly server: string;
  readonly onCallEnd?: (end: DeskEnd) => void;
  readonly onEvent?: OnEvent;
}

const requestMs = 120_000;
/** Retries of what cost nothing, and waits for the rate limit, end after that. */
const callMs = 600_000;

/**
 * Opens the client. It keeps no account and no replies itself: both are of whole questions here, whoever asks them.
 *
 * @throws ToolError when the settings cannot work
 */
export async function openOffice(options: OfficeOptions): Promise<Office> {
  const { settings, memory, library, server } = options;
  const client = createClient({
    ...(await readDestination(settings, library)),
    catalog: library.catalog,
    timeoutMs: requestMs,
    deadlineMs: callMs,
    rateLimiter: { concurrency: 16 },
    twins: false,
    // Somebody tops the account up; nobody wants to restart a server for that.
    latches: { reopenCapMs: 60_000 },
    ...(hasTelemetry() && { stages: [(await import("@just-one/otel")).createOtelStage()] }),
    ...(options.onEvent !== undefined && { onEvent: options.onEvent }),
  });
  const { store, ledger, rules } = memory;
  const redact = createRedactor(settings.token ?? "mock");
  const desk = createDesk({
    store,
    ledger,
    rules,
    ask: async (question) => {
      const answer = await askVendor(client, question);
      return "json" in answer ? { ...answer, json: hideToken(answer.json, redact) } : answer;
    },
    ...(options.onCallEnd !== undefined && { onEnd: options.onCallEnd }),
  });
  return { ...memory, desk, client, server, batches: memory.batches ?? new Map() };
}

function createClient(options: ClientOptions & { readonly catalog: Catalog }): Office["client"] {
  try {
    return createCatalogClient<AnyOperations>(options);
  } catch (error) {
    if (!JustOneError.isInstance(error)) throw error;
    throw new ToolError({ error: "failed", fix: "operator: just-one-mcp doctor", say: error.message.slice(0, 300) });
  }
}

async function readDestination(
  { isMock, token, address, allowInsecureHttp, variables }: Settings,
  library: Pick<Library, "readExample">,
): Promise<Partial<ClientOptions>> {
  if (isMock) {
    const { createMockFetch } = await import("../mock/create-mock-fetch.ts");
    // Nowhere, whatever the environment says.
    return { token: "mock", baseUrl: "https://mock.invalid", fetch: createMockFetch(library) };
  }
  await useProxies(variables);
  return {
    ...(token !== undefined && { token }),
    ...(address.baseUrl !== undefined && { baseUrl: address.baseUrl }),
    // Safe: core refuses any other word, with a sentence.
    ...(address.environment !== undefined && { environment: address.environment as Environment }),
    allowInsecureHttp,
  };
}
