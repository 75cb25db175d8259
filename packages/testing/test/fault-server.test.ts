import { expect, test, vi } from "vitest";
import { type FaultName, type FaultServer, faultNames, startFaultServer } from "@just-one/testing";

/**
 * What a careful client gets to see: the status and the body, or where it ended.
 *
 * @param path what is asked for; `onHead` is called once the head of a reply is there
 */
async function ask(
  url: string,
  path = "/things/v1?id=1&token=t",
  { signal = AbortSignal.timeout(60_000), onHead }: { signal?: AbortSignal; onHead?: () => void } = {},
): Promise<string> {
  try {
    const reply = await fetch(`${url}${path}`, { redirect: "manual", signal });
    onHead?.();
    try {
      return `${reply.status} ${await readSome(reply)}`;
    } catch (error) {
      return `${reply.status}, then ${toName(error)}`;
    }
  } catch (error) {
    return toName(error);
  }
}

/** Reads on for as long as a client with a size limit would. */
async function readSome(reply: Response): Promise<string> {
  let text = "";
  // Safe: fetch's bodies are streams of bytes.
  for await (const bytes of (reply.body ?? []) as AsyncIterable<Uint8Array>) {
    text += Buffer.from(bytes).toString("utf8");
    if (text.length > 1_000_000) return "too large";
  }
  return text;
}

function toName(error: unknown): string {
  return error instanceof Error ? error.name : "unknown";
}

const success = '{"code":0,"message":null,"data":{},';

const seen: Readonly<Record<FaultName, RegExp>> = {
  "reset-before-reply": /^TypeError$/,
  "reset-during-reply": /^(?:200, then )?TypeError$/,
  // Whether the client still reads what lies in its buffer is up to the system.
  "reset-after-reply": /^200 \{"code":0,.+\}$|^(?:200, then )?TypeError$/,
  "cut-body": /^200, then TypeError$/,
  "cut-chunk": /^200, then TypeError$/,
  "half-json": /^200 \{"code":0,[^}]+\},"rec[^}]*$/,
  garbage: /^200 \0/,
  "not-http": /^TypeError$/,
  "bad-gzip": /^200, then TypeError$/,
  "html-502": /^502 <html>/,
  "empty-500": /^500 $/,
  "wrong-length": /^200 \{"code":0,[^]+[^}]$/,
  drip: /^200, then TimeoutError$/,
  hang: /^TimeoutError$/,
  stall: /^200, then TimeoutError$/,
  "huge-body": /^200 too large$/,
  redirect: /^307 $/,
};

/** Only what never ends by itself needs a limit, and only once it has come as far as it comes. */
async function askWithPatience(server: FaultServer, fault: FaultName, arrived: number): Promise<string> {
  if (!seen[fault].source.includes("TimeoutError")) return ask(server.url);
  const end = new AbortController();
  const giveUp = (): void => void setTimeout(() => end.abort(new DOMException("enough", "TimeoutError")), 100);
  const asking = ask(server.url, undefined, { signal: end.signal, onHead: giveUp });
  if (fault === "hang") {
    await vi.waitUntil(() => server.sumUp().arrived >= arrived, 60_000);
    giveUp();
  }
  return asking;
}

// Side by side, for most of it is waiting.
test.concurrent.each(faultNames)("%s leaves the client without an answer, and the books with a bill", async (fault) => {
  await using server = await startFaultServer();
  server.enqueue([fault, { fault, billed: false }]);
  for (const arrived of [1, 2]) expect(await askWithPatience(server, fault, arrived)).toMatch(seen[fault]);
  expect(await ask(server.url), "the server serves on").toContain(success);
  expect(server.sumUp(fault)).toEqual({ arrived: 2, billed: 1 });
  expect(server.sumUp()).toEqual({ arrived: 3, billed: 2 });
  expect(server.ledger[0]).toEqual({
    operation: "GET /things/v1",
    params: { id: "1" },
    hasToken: true,
    outcome: fault,
    billed: true,
  });
});

test("codes come with their HTTP status and Retry-After, and only 0 is billed", async () => {
  await using server = await startFaultServer();
  server.enqueue(["302", { code: 302, retryAfter: "7" }, 0, 777, { code: "503", billed: true }]);
  const replies = [];
  for (let count = 0; count < 5; count += 1) replies.push(await fetch(`${server.url}/a/v1?token=t`));
  expect(replies.map(({ status }) => status)).toEqual([429, 429, 200, 200, 503]);
  expect(replies[1]?.headers.get("retry-after")).toBe("7");
  // Safe: the server writes envelopes.
  const codes = await Promise.all(replies.map(async (reply) => ((await reply.json()) as { code: number }).code));
  expect(codes).toEqual([302, 302, 0, 777, 503]);
  expect(server.sumUp("code-302")).toEqual({ arrived: 2, billed: 0 });
  expect(server.sumUp()).toEqual({ arrived: 5, billed: 2 });
});

test("a client that follows a redirect is found out", async () => {
  await using server = await startFaultServer();
  server.enqueue(["redirect", "redirect"]);
  await fetch(`${server.url}/a/v1?token=t`, { redirect: "manual" });
  expect(server.followed).toBe(0);
  await fetch(`${server.url}/a/v1?token=t`);
  expect(server.followed).toBe(1);
});

test("an operation's own queue goes first, and choose fills in where nothing is queued", async () => {
  await using server = await startFaultServer({
    choose: ({ params }) => (params["id"] === "bad" ? "html-502" : undefined),
    respond: ({ operation }) => ({ operation }),
  });
  server.enqueue(["empty-500"]);
  server.enqueue(["600"], "POST /b/v1");
  const body = new URLSearchParams({ token: "marked-token-for-tests", id: "bad" });
  const statuses = [];
  for (let count = 0; count < 4; count += 1) {
    if (count === 3) body.set("id", "good");
    statuses.push((await fetch(`${server.url}/b/v1`, { method: "POST", body })).status);
  }
  expect(statuses).toEqual([403, 500, 502, 200]);
  expect(await ask(server.url, "/c/v1")).toContain('"data":{"operation":"GET /c/v1"}');
  expect(JSON.stringify(server.ledger)).not.toContain("marked-token");
});

test("reset forgets the queue and the books", async () => {
  await using server = await startFaultServer();
  server.enqueue(["html-502", "html-502"]);
  await ask(server.url);
  server.reset();
  expect(server.sumUp()).toEqual({ arrived: 0, billed: 0 });
  expect(await ask(server.url)).toContain(success);
});

test("what is neither a code nor a fault is refused when it is queued", async () => {
  await using server = await startFaultServer();
  expect(() => server.enqueue(["hung"])).toThrow('not "hung"');
  // Safe: the wrong name is the point.
  expect(() => server.enqueue([{ fault: "toString" as FaultName }])).toThrow("no fault");
});

test("a choose that throws is a 500 that says why", async () => {
  await using server = await startFaultServer({
    choose() {
      throw new Error("no such plan");
    },
  });
  expect(await ask(server.url)).toMatch(/^500 .*no such plan/);
});

test("close ends replies that hang, drip and flood", async () => {
  const server = await startFaultServer();
  server.enqueue(["hang", "drip", "huge-body"]);
  const ends = ["hang", "drip", "huge"].map((name) =>
    fetch(`${server.url}/${name}`).then(
      (reply) => reply.body?.getReader().closed.catch(() => "ended"),
      () => "ended",
    ),
  );
  await expect.poll(() => server.sumUp().arrived).toBe(3);
  await server.close();
  expect(await ends[0]).toBe("ended");
  await expect(fetch(server.url)).rejects.toThrow(TypeError);
});
