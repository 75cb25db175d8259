import { context, propagation, SpanKind, SpanStatusCode, trace, TraceFlags } from "@opentelemetry/api";

/** A tool's call, as spans tell it: no arguments, no replies. */
export interface TracedTool {
  readonly tool: string;
  /** The agent's own trace, as W3C writes it; what is none is left aside. */
  readonly traceparent: string | undefined;
}

/** Runs a tool as a part of the agent's trace; what it sends becomes a part of it, too. */
export function traceTool<T>({ tool, traceparent }: TracedTool, run: () => Promise<T>): Promise<T> {
  const tracer = trace.getTracer("@just-one/mcp");
  const attributes = { "mcp.method.name": "tools/call", "gen_ai.tool.name": tool };
  const span = tracer.startSpan(`tools/call ${tool}`, { kind: SpanKind.SERVER, attributes }, findParent(traceparent));
  return context.with(trace.setSpan(context.active(), span), async () => {
    try {
      const result = await run();
      if (isFailure(result)) span.setStatus({ code: SpanStatusCode.ERROR });
      return result;
    } finally {
      span.end();
    }
  });
}

/** Read here, and not by whatever propagator is registered: a client may send anything, and one header is all that counts. */
function findParent(traceparent: string | undefined): ReturnType<typeof context.active> {
  const active = propagation.deleteBaggage(context.active());
  const [, traceId = "", spanId = "", flags = ""] =
    /^[\da-f]{2}-([\da-f]{32})-([\da-f]{16})-([\da-f]{2})$/.exec(traceparent ?? "") ?? [];
  if (/^0*$/.test(traceId) || /^0*$/.test(spanId)) return active;
  const traceFlags = Number.parseInt(flags, 16) & TraceFlags.SAMPLED;
  return trace.setSpanContext(active, { traceId, spanId, traceFlags, isRemote: true });
}

function isFailure(result: unknown): boolean {
  return typeof result === "object" && result !== null && "error" in result;
}
