import type { JustOneError, Stage } from "@just-one/core";
import { refuseUnknown } from "@just-one/options/refuse-unknown";
import {
  type Attributes,
  type Context,
  context,
  diag,
  type MeterProvider,
  metrics,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace,
  type TracerProvider,
} from "@opentelemetry/api";
import { isTracingSuppressed, suppressTracing } from "@opentelemetry/core";
import { createInstruments } from "./create-instruments.ts";
import { type Call, describeAttempt, describeRequest, describeResult } from "./describe.ts";

export interface OtelStageOptions {
  /** @default the global one */
  readonly tracerProvider?: TracerProvider | undefined;
  /** @default the global one */
  readonly meterProvider?: MeterProvider | undefined;
}

/**
 * Makes the stage that tells OpenTelemetry of a client's calls: a span for each call, a client span for each request
 * under it, and metrics, by the semantic conventions for HTTP.
 *
 * No span holds the token, a URL, a parameter or a reply. The span that an instrumentation of `fetch` would make of the
 * same request is suppressed, because it holds the URL and with it the token; that needs a context manager, which every
 * OpenTelemetry set-up for Node registers. The vendor is sent no trace headers.
 *
 * @example
 * ```ts
 * const client = createClient({ token, stages: [createOtelStage()] });
 * ```
 */
export function createOtelStage(options: OtelStageOptions = {}): Stage {
  refuseUnknown(options, { tracerProvider: true, meterProvider: true });
  const tracer = (options.tracerProvider ?? trace).getTracer(scope);
  const instruments = createInstruments((options.meterProvider ?? metrics).getMeter(scope));
  const running = new WeakMap<Call, { readonly own: Context; readonly request: Attributes }>();
  let hasWarned = false;

  return {
    aroundCall: async (call, next) => {
      const request = describeRequest(call);
      const span = tracer.startSpan(`call ${call.entry.operation}`, { attributes: request });
      const own = trace.setSpan(context.active(), span);
      running.set(call, { own, request });
      try {
        const result = await context.with(own, next);
        observe(() => {
          const attributes = describeResult(call, result);
          span.setAttributes(attributes);
          if (!result.ok) markFailed(span, result.error);
          instruments.countCall({ ...request, ...attributes });
        });
        return result;
      } finally {
        observe(() => span.end());
      }
    },
    aroundAttempt: async (call, next) => {
      const { own = context.active(), request = describeRequest(call) } = running.get(call) ?? {};
      const resends = call.attempts.length;
      const outcome = await context.with(suppressTracing(own), () => {
        if (!hasWarned && !isTracingSuppressed(context.active())) {
          hasWarned = true;
          diag.warn(`${scope}: without a context manager, other instrumentations record URLs that hold the token`);
        }
        return next();
      });
      const attempt = call.attempts[resends];
      if (attempt === undefined || attempt.isUnsent) return outcome; // another stage refused it, or a middleware
      observe(() => {
        const error = outcome.ok ? undefined : outcome.failure.toError(call.meta());
        const attributes = { ...request, ...describeAttempt({ attempt, error, resends }) };
        // Made afterwards: the time that it waited for the rate limit is not the vendor's.
        const startTime = attempt.startedAt.getTime();
        const span = tracer.startSpan(call.entry.operation, { kind: SpanKind.CLIENT, startTime, attributes }, own);
        if (error !== undefined) markFailed(span, error);
        span.end(startTime + attempt.durationMs);
        instruments.recordRequest(attempt.durationMs / 1000, attributes);
      });
      return outcome;
    },
  };
}

const scope = "@just-one/otel";

function markFailed(span: Span, error: JustOneError): void {
  span.setStatus({ code: SpanStatusCode.ERROR, message: error.message });
}

/** What an exporter throws must not cost an answer that was paid for. */
function observe(act: () => void): void {
  try {
    act();
  } catch (error) {
    diag.error(`${scope}: a span or metric was lost`, error);
  }
}
