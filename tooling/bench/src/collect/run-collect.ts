import { createWriteStream } from "node:fs";
import { setTimeout } from "node:timers/promises";
import { join } from "node:path";
import PQueue from "p-queue";
import type { CollectSample } from "./collect-sample.ts";

// One contender in a process of its own: `ours` or `p-queue`, items, milliseconds of a call and a folder. Both call the same
// function in place of a vendor. Prints its sample as JSON.

const [name = "", count = "", delay = "", folder = ""] = process.argv.slice(2);
const items = Number(count);
const delayMs = Number(delay);
const operation = "GET /api/douyin-xingtu/gw/api/data_sp/get_author_spread_info/v1";
const text = JSON.stringify({ code: 0, message: null, data: { note: "x".repeat(250) }, requestId: "r-1" });
const startedAt = performance.now();
let firstMs: number | undefined;

async function answer(): Promise<Response> {
  firstMs ??= performance.now() - startedAt;
  if (delayMs > 0) await setTimeout(delayMs);
  return new Response(text);
}

const sample = name === "ours" ? await collectWithBoard() : await collectWithQueue();
process.stdout.write(JSON.stringify(sample));

async function collectWithBoard(): Promise<CollectSample> {
  const { collect, createFileBoard, planRun } = await import("@just-one/collector");
  const board = createFileBoard({ path: join(folder, "board.sqlite") });
  const planStarted = performance.now();
  const plan = { id: "bench", operation, parameters: {}, maxCalls: items, inputs: "bench", createdAt: 0 };
  await planRun({ board, plan, inputs: listInputs() });
  const planned = performance.now();
  firstMs = undefined;
  const { totals } = await collect({
    board,
    client: { token: "any", fetch: () => answer() },
    concurrency: 64,
  });
  const ended = performance.now();
  if (totals.items.billed !== items) throw new Error(`only ${totals.items.billed} of ${items} are billed`);
  board.close();
  return toSample({
    planMs: planned - planStarted,
    drainMs: ended - planned,
    beforePlanMs: planStarted - startedAt,
    planned,
  });
}

async function collectWithQueue(): Promise<CollectSample> {
  const file = createWriteStream(join(folder, "replies.ndjson"));
  const queue = new PQueue({ concurrency: 64 });
  const planStarted = performance.now();
  for (const { parameters } of listInputs()) {
    void queue.add(async () => {
      const response = await answer();
      file.write(`${JSON.stringify({ parameters, reply: await response.json() })}\n`);
    });
  }
  await queue.onIdle();
  await new Promise((resolve) => file.end(resolve));
  return toSample({ planMs: 0, drainMs: performance.now() - planStarted, beforePlanMs: 0, planned: startedAt });
}

function toSample(times: { planMs: number; drainMs: number; beforePlanMs: number; planned: number }): CollectSample {
  return {
    rate: (items / times.drainMs) * 1000,
    planRate: times.planMs === 0 ? 0 : (items / times.planMs) * 1000,
    firstMs: times.beforePlanMs + (startedAt + (firstMs ?? 0) - times.planned),
    rssMb: process.resourceUsage().maxRSS / 1024,
  };
}

function* listInputs(): Generator<{ parameters: { oAuthorId: string } }> {
  for (let index = 0; index < items; index += 1) {
    yield { parameters: { oAuthorId: String(7_000_000_000_000_000_000n + BigInt(index)) } };
  }
}
