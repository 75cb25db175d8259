import type { ToolContext } from "../protocol/surface.ts";
import { ToolError } from "../results/tool-error.ts";

/** @throws ToolError for a key that may only look things up */
export function needRight({ mayCall }: ToolContext): void {
  if (mayCall) return;
  throw new ToolError({
    error: "unauthorized",
    fix: "operator: give this key the scope call",
    say: "This key may look operations up, and not call them.",
  });
}
