import { pickText } from "../arguments/pick-text.ts";
import type { ToolAnswer, ToolContext } from "../protocol/surface.ts";
import type { Memory, Services } from "./services.ts";
import { showBatch } from "./show-batch.ts";
import { forgotten, showCall } from "./show-call.ts";
import type { ToolRun } from "./tool.ts";
import { waitForBatch } from "./wait-for-batch.ts";
import { waitForEnd } from "../calls/wait-for-end.ts";
import { sweepCalls } from "../calls/sweep-calls.ts";

export const readReply: ToolRun = async (args, context, services) => {
  const asked = {
    handle: pickText(args, "reply"),
    select: pickText(args, "select") || undefined,
    ms: Math.min(Number(args["waitSeconds"] ?? 0) * 1000, services.settings.waitMs),
  };
  const memory = await services.memory();
  await sweepCalls(memory.store, memory.ledger);
  return asked.handle.startsWith("b_")
    ? readBatch(memory, asked, { context, services })
    : readCall(memory, asked, { context, services });
};

interface Asked {
  readonly handle: string;
  readonly select: string | undefined;
  readonly ms: number;
}

interface Around {
  readonly context: ToolContext;
  readonly services: Services;
}

async function readCall(
  memory: Memory,
  { handle, select: wanted, ms }: Asked,
  { context, services }: Around,
): Promise<ToolAnswer> {
  const { store } = memory;
  const first = await store.find(handle);
  if (first === undefined || !(await store.mayRead(handle, context.principal))) throw forgotten(handle);
  const isRunning = first.state === "claimed" || first.state === "sent";
  const call = isRunning
    ? await waitForEnd({ ms, signal: context.signal, here: undefined, find: async () => store.find(handle) })
    : first;
  if (call === undefined) throw forgotten(handle);
  return { value: await showCall(memory, { call, billed: "no", select: wanted, now: services.now().getTime() }) };
}

async function readBatch(
  memory: Memory,
  { handle, select: wanted, ms }: Asked,
  { context, services }: Around,
): Promise<ToolAnswer> {
  // Behind the point stands how many rows were shown.
  const [id = "", from = "0"] = handle.split(".", 2);
  const batch = await waitForBatch(memory, id, { ms, signal: context.signal });
  if (batch === undefined || batch.principal !== context.principal) throw forgotten(handle);
  const now = services.now().getTime();
  const isHere = memory.batches?.has(id) === true;
  const view = { batch, select: wanted, from: Number(from) || 0, isHere, now, tellsMoney: false };
  const { billedCalls: _billed, ...shown } = Object(await showBatch(memory, view)) as { readonly billedCalls?: number };
  return { value: { reply: id, billed: "no", ...shown } };
}
