import type { PrincipalLimits } from "../budget/budget-settings.ts";
import type { Log } from "../log.ts";
import type { Surface, ToolContext } from "../protocol/surface.ts";
import { readVersion } from "../read-version.ts";
import type { Variables } from "../settings/folders.ts";
import type { Settings } from "../settings/read-settings.ts";
import { createSurface } from "../tools/create-surface.ts";
import { hasTelemetry } from "../telemetry/has-telemetry.ts";
import { createServices, type RunningServices } from "./create-services.ts";

/** What a server is made of. */
export interface ServerOptions {
  readonly settings: Settings;
  readonly variables: Variables;
  readonly log: Log;
  readonly limitsOf?: (principal: string) => PrincipalLimits;
}

/** Joins settings, files and tools; opens none of them before a tool asks. */
export function openServer({ settings, variables, log, limitsOf }: ServerOptions): {
  readonly surface: Surface;
  readonly services: RunningServices;
} {
  const services = createServices({
    settings,
    loadLibrary: async () => (await import("../catalog/load-library.ts")).loadLibrary(variables),
    openMemory: async () => {
      const { openForgetful, openMemory } = await import("./open-memory.ts");
      return settings.isMock ? openForgetful(settings) : openMemory(settings, variables);
    },
    ...(limitsOf !== undefined && { limitsOf }),
    onCallEnd: ({ call, answer, ms }) => {
      const { operation, principal, id } = call;
      const { billing, attempts } = answer;
      log("call", { operation, principal, reply: id, billing, attempts, ms });
    },
  });
  const surface = createSurface(services, {
    version: readVersion(),
    isDestructive: settings.isDestructive,
    onEnd: (end) => log("tool", { ...end }),
    ...(hasTelemetry() && { withTrace }),
  });
  return { surface, services };
}

async function withTrace<T>({ traceparent }: ToolContext, tool: string, run: () => Promise<T>): Promise<T> {
  const { traceTool } = await import("../telemetry/trace-tool.ts");
  return traceTool({ tool, traceparent }, run);
}
