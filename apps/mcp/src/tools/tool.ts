import type { ToolAnswer, ToolContext } from "../protocol/surface.ts";
import type { Services } from "./services.ts";

/**
 * Runs a tool with arguments that its schema's reader has looked at.
 *
 * @throws ToolError for what becomes an answer with `isError`
 */
export type ToolRun = (
  args: Readonly<Record<string, unknown>>,
  context: ToolContext,
  services: Services,
) => Promise<ToolAnswer>;
