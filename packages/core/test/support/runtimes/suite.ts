import { type Client, createClient, JustOneError, type Result, type TimeoutError } from "@just-one/core";
import { createEntry } from "../operations.ts";

/** What every runtime must do the same: plain functions without a test framework, against `start-suite-server.ts`. */
export const suite: Readonly<Record<string, (url: string) => Promise<void>>> = {
  "a success is billed, and brings its data and the vendor's id": async (url) => {
    const result = await ask(url, "success");
    check(result.ok && isSame(result.data, { name: "one" }), "the data is another");
    check(result.meta.billing === "billed" && result.meta.httpStatus === 200, "it is not billed");
    check(result.meta.requestId === "r-1" && result.meta.attempts.length === 1, "the meta is another");
  },

  "a business failure is unbilled at any HTTP status": async (url) => {
    for (const scenario of ["code-400", "code-400-at-200"]) {
      const error = failureOf(await ask(url, scenario));
      check(error.kind === "api" && "code" in error && error.code === 400, `${scenario} is ${error.kind}`);
      check(error.billing === "unbilled" && error.meta.attempts.length === 1, `${scenario} is ${error.billing}`);
    }
  },

  "an unbilled failure is sent again": async (url) => {
    const result = await ask(url, `flaky-${createId()}`);
    check(result.ok && result.meta.attempts.length === 3, `${result.meta.attempts.length} attempts`);
    check(isSame(billingsOf(result), ["unbilled", "unbilled", "billed"]), billingsOf(result).join());
  },

  "a reply that is cut off leaves billing unknown, and is never asked for again": async (url) => {
    const id = `cut-${createId()}`;
    const error = failureOf(await ask(url, id));
    check(error.kind === "transport" && error.billing === "unknown", `${error.kind}, ${error.billing}`);
    const arrivals = await (await fetch(`${url}/arrivals?id=${id}`)).text();
    check(arrivals === "1", `${arrivals} requests arrived`);
  },

  "a gateway's page is no envelope, and leaves billing unknown": async (url) => {
    const error = failureOf(await ask(url, "page"));
    check(error.kind === "protocol" && error.billing === "unknown", `${error.kind}, ${error.billing}`);
  },

  "a redirect is not followed": async (url) => {
    const id = `redirect-${createId()}`;
    const error = failureOf(await ask(url, id));
    check("reason" in error && error.reason === "redirect", `${error.kind}, ${error.message}`);
    check((await (await fetch(`${url}/arrivals?id=${id}-followed`)).text()) === "0", "it was followed");
  },

  "a port where nobody listens is never billed": async () => {
    const error = failureOf(await ask("http://127.0.0.1:9", "success"));
    check(error.kind === "transport" && error.billing !== "billed", `${error.kind}, ${error.billing}`);
  },

  "a reply beyond the limit is refused": async (url) => {
    const client = createSuiteClient(url, { maxResponseBytes: 1000 });
    const error = failureOf(await client.try("GET /things/v1", { id: "large" }));
    check("reason" in error && error.reason === "too-large", error.kind);
  },

  "an attempt ends at its time limit, with billing unknown": async (url) => {
    const client = createSuiteClient(url, { timeoutMs: 100 });
    const error = failureOf(await client.try("GET /things/v1", { id: "hang" }));
    check(isTimeout(error) && error.scope === "attempt" && error.limitMs === 100, error.kind);
    check(error.billing === "unknown" && error.meta.attempts.length === 1, error.billing);
  },

  "a reply that drips ends at the time limit too": async (url) => {
    const client = createSuiteClient(url, { timeoutMs: 300 });
    const error = failureOf(await client.try("GET /things/v1", { id: "drip" }));
    check(isTimeout(error) && error.billing === "unknown", error.kind);
  },

  "a call ends at its deadline, waits for another attempt included": async (url) => {
    // The wait after a 302 is at least as long as its base, however the dice fall.
    const client = createSuiteClient(url, { deadlineMs: 20_000, retry: { baseMs: 60_000, maxAttempts: 5 } });
    const error = failureOf(await client.try("GET /things/v1", { id: "code-302" }));
    check(error.billing === "unbilled" && error.meta.attempts.length === 1, error.billing);
    check(isTimeout(error) ? error.scope === "deadline" : "code" in error && error.code === 302, error.kind);
  },

  "a caller's abort ends a call that is under way, with billing unknown": async (url) => {
    const controller = new AbortController();
    const id = `hang-${createId()}`;
    const call = ask(url, id, { signal: controller.signal });
    while ((await (await fetch(`${url}/arrivals?id=${id}`)).text()) === "0");
    controller.abort();
    const error = failureOf(await call);
    check(error.kind === "aborted" && error.billing === "unknown", `${error.kind}, ${error.billing}`);
  },

  "integers beyond 2^53 arrive whole": async (url) => {
    const result = await ask(url, "integers");
    check(result.ok && isSame(result.data, { id: "7048929565493690398", small: 7 }), "they were rounded");
  },

  "a form keeps its text, and holds the token that the URL does not": async (url) => {
    const text = "a&b=c +%20 \u00E9\u4E2D\u{1F600}";
    const result = await createSuiteClient(url).try("POST /things/v1", { text });
    // Safe: the server answers this operation so.
    const seen = (result.ok ? result.data : {}) as Readonly<Record<string, unknown>>;
    check(seen["type"] === "application/x-www-form-urlencoded", `it is sent as ${String(seen["type"])}`);
    check(seen["text"] === text && seen["hasToken"] === true, "the form came otherwise");
    check(seen["query"] === "", "the URL has a query");
  },

  "the token is in no client, result, error or event": async (url) => {
    const events: unknown[] = [];
    const client = createSuiteClient(url, { onEvent: (event) => void events.push(event) });
    const ids = ["success", "code-100", "hang", "cut-token", "page", "redirect-token", "flaky-token"];
    const send = (id: string): Promise<Result<unknown>> =>
      client.try("GET /things/v1", { id }, id === "hang" ? { timeoutMs: 100 } : {}); // the others may take their time
    const results = await Promise.all(ids.map(send));
    const lost = await createSuiteClient("http://127.0.0.1:9").try("GET /things/v1", { id: "1" });
    check(events.length > ids.length, "there are too few events");
    const texts = listTexts({ client, results, lost, events });
    check(!texts.some((text) => text.includes(token)), "it is");
  },

  "identical calls at the same time share one request": async (url) => {
    const client = createSuiteClient(url);
    const id = `twins-${createId()}`;
    const results = await Promise.all([1, 2, 3].map(() => client.try("GET /things/v1", { id })));
    check(results.filter(({ meta }) => meta.cached).length === 2, "they do not");
    check((await (await fetch(`${url}/arrivals?id=${id}`)).text()) === "1", "several requests arrived");
  },

  "a request beyond the budget is not sent": async (url) => {
    // Two, because a page reserves each request twice; what was paid for is asked for first.
    const client = createSuiteClient(url, { budget: { maxCalls: 2 } });
    const { meta } = await client.call("GET /things/v1", { id: "success" });
    if (!meta.attempts.some(({ mayHaveBeenResent }) => mayHaveBeenResent)) {
      await client.call("GET /things/v1", { id: "success-again" });
    }
    const error = failureOf(await client.try("GET /things/v1", { id: "code-400" }));
    check(error.kind === "budget" && error.billing === "unbilled", `${error.kind}, ${error.billing}`);
    check(error.meta.attempts.length === 0, "it was sent");
  },
};

const token = "marked-token-for-tests";

const catalog = [
  createEntry("GET /things/v1", [{ name: "id", required: true }]),
  createEntry("POST /things/v1", [{ name: "text", in: "form", required: true }], "form"),
];

interface SuiteOperations {
  "GET /things/v1": { params: { id: string }; data: unknown };
  "POST /things/v1": { params: { text: string }; data: unknown };
}

function createSuiteClient(
  baseUrl: string,
  options: Partial<Parameters<typeof createClient>[0]> = {},
): Client<SuiteOperations> {
  return createClient<SuiteOperations>({
    token,
    baseUrl,
    catalog,
    retry: { baseMs: 0 },
    allowBrowser: true,
    ...options,
  });
}

function ask(url: string, id: string, options: { signal?: AbortSignal } = {}): Promise<Result<unknown>> {
  return createSuiteClient(url).try("GET /things/v1", { id }, options);
}

function check(holds: boolean, otherwise: string): asserts holds {
  if (!holds) throw new Error(otherwise);
}

function failureOf(result: Result<unknown>): JustOneError {
  check(!result.ok, "it succeeded");
  check(JustOneError.isInstance(result.error), "the error is a foreign one");
  return result.error;
}

function billingsOf({ meta }: Result<unknown>): string[] {
  return meta.attempts.map(({ billing }) => billing);
}

function isTimeout(error: JustOneError): error is TimeoutError {
  return error.kind === "timeout";
}

function isSame(left: unknown, right: unknown): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}

function createId(): string {
  return Math.random().toString(36).slice(2);
}

/** Every text in a value: its members' names and values, hidden and inherited ones too, printed and as JSON. */
function listTexts(value: unknown, seen = new Set<unknown>()): string[] {
  if (typeof value === "string") return [value];
  if ((typeof value !== "object" && typeof value !== "function") || value === null || seen.has(value)) return [];
  seen.add(value);
  const texts = [attempt(() => Reflect.apply(String, undefined, [value])), attempt(() => JSON.stringify(value))].map(
    String,
  );
  for (const key of Reflect.ownKeys(value)) {
    const member = attempt(() => Reflect.get(value, key));
    texts.push(String(key), ...listTexts(member, seen));
  }
  return [...texts, ...listTexts(Object.getPrototypeOf(value), seen)];
}

function attempt(read: () => unknown): unknown {
  try {
    return read();
  } catch (error) {
    return String(error);
  }
}
