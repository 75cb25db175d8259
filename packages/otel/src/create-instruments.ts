import type { Attributes, Meter } from "@opentelemetry/api";

/** The metrics of a client. */
export interface Instruments {
  recordRequest(seconds: number, attributes: Attributes): void;
  countCall(attributes: Attributes): void;
}

export function createInstruments(meter: Meter): Instruments {
  const duration = meter.createHistogram("http.client.request.duration", {
    description: "Duration of HTTP client requests.",
    unit: "s",
    // Those of the conventions, and above them: replies of 20-50 s happen, and the default limit is 120 s.
    advice: {
      explicitBucketBoundaries: [
        0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10, 20, 30, 60, 120,
      ],
    },
  });
  const calls = meter.createCounter("just_one.client.calls", {
    description: "Calls by what they cost: billed, unbilled or unknown.",
    unit: "{call}",
  });
  return {
    recordRequest: (seconds, attributes) => duration.record(seconds, pick(attributes, requestKeys)),
    countCall: (attributes) => calls.add(1, pick(attributes, callKeys)),
  };
}

// Only what has few values: each combination is a series of its own.
const requestKeys = [
  "http.request.method",
  "url.template",
  "url.scheme",
  "server.address",
  "server.port",
  "http.response.status_code",
  "error.type",
];
const callKeys = [
  "http.request.method",
  "url.template",
  "just_one.billing",
  "just_one.cached",
  "just_one.code",
  "error.type",
];

function pick(attributes: Attributes, keys: readonly string[]): Attributes {
  return Object.fromEntries(keys.filter((key) => key in attributes).map((key) => [key, attributes[key]]));
}
