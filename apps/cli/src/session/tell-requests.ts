import type { ClientEvent } from "@just-one/core";
import { show } from "@just-one/encoders";
import type { Terminal } from "../terminal.ts";

/** Says of every request on stderr what was sent and what came, for `--verbose`: no token, no parameters, no reply. */
export function tellRequest(event: ClientEvent, { stderr }: Terminal): void {
  const what = describeEvent(event);
  if (what !== undefined) stderr.write(show`> ${event.operation} ${what}\n`);
}

function describeEvent(event: ClientEvent): string | undefined {
  if (event.type === "attempt") {
    const { httpStatus, code, durationMs, billing } = event.attempt;
    const answer = `${httpStatus ?? "no reply"}${code === undefined ? "" : ` code ${code}`}`;
    return `${answer} ${Math.round(durationMs)} ms ${billing}`;
  }
  if (event.type === "retry") return `again in ${Math.round(event.waitMs)} ms`;
  if (event.type === "paused") return `limited, next in ${Math.ceil(event.waitMs / 1000)} s`;
  return event.type === "cached" ? "answered from before, nothing sent" : undefined;
}
