import type { OnEvent } from "@just-one/core";
import type { PrincipalLimits } from "../budget/budget-settings.ts";
import type { ClaimRules } from "../calls/call-store.ts";
import type { DeskEnd } from "../calls/create-desk.ts";
import type { Library } from "../catalog/library.ts";
import { ToolError } from "../results/tool-error.ts";
import { nameServer, type Settings } from "../settings/read-settings.ts";
import type { Memory, Office, Services } from "../tools/services.ts";
import type { OpenMemory } from "./open-memory.ts";

/** What services are made of. */
export interface ServicesOptions {
  readonly settings: Settings;
  /** Loads what is known of operations. */
  readonly loadLibrary: () => Promise<Library>;
  /** Opens what is remembered. */
  readonly openMemory: () => Promise<OpenMemory>;
  readonly limitsOf?: (principal: string) => PrincipalLimits;
  readonly onCallEnd?: (end: DeskEnd) => void;
  readonly onEvent?: OnEvent;
  readonly now?: () => Date;
}

/** Services that were asked for, and their end. */
export interface RunningServices extends Services {
  /** Waits for calls under way, so long at most. */
  finish(ms: number): Promise<void>;
  /** The same, and closes what was opened. */
  close(ms: number): Promise<void>;
}

/** A reply of the last minute is what a client lost that asks afresh for the second time. */
const freshReuseMs = 60_000;

/** Opens each part when it is first asked for, once. */
export function createServices(options: ServicesOptions): RunningServices {
  const { settings, now = () => new Date() } = options;
  const { reuseMs, retriesUnknown } = settings;
  const rules: ClaimRules = { reuseMs, retriesUnknown, freshReuseMs };
  const memory = once(async (): Promise<Memory & OpenMemory> => {
    const opened = await options.openMemory();
    return { ...opened, rules, batches: new Map() };
  });
  const library = once(options.loadLibrary);
  const office = once(async (): Promise<Office> => {
    const { token } = settings;
    if (token === undefined && !settings.isMock) throw withoutToken();
    const [{ openOffice }, opened, known] = await Promise.all([import("./open-office.ts"), memory(), library()]);
    return openOffice({ ...options, memory: opened, library: known, server: nameServer(settings) });
  });
  return {
    library,
    memory,
    office,
    now,
    settings: {
      waitMs: settings.waitMs,
      budget: settings.budget,
      limitsOf: options.limitsOf ?? (() => ({})),
      findPrice: settings.findPrice,
      sharesReplies: settings.sharesReplies,
    },
    finish: async (ms) => (await office.now())?.desk.finish(ms),
    close: async (ms) => {
      const opened = await office.now();
      await opened?.desk.finish(ms);
      // What is cut off here is as unknown as if the process had been killed.
      if (opened?.desk.countRunning() === 0) await opened.client.close();
      await (await memory.now())?.close();
    },
  };
}

function withoutToken(): ToolError {
  return new ToolError({
    error: "unauthorized",
    fix: "operator: put the token into JUST_ONE_TOKEN, or start with --mock",
    say: "This server has no token, so it can only look operations up.",
  });
}

interface Once<T> {
  (): Promise<T>;
  /** What it was, where it was asked for and has come. */
  now(): Promise<T | undefined>;
}

/** What fails is tried again the next time: somebody may have mended it. */
function once<T>(open: () => Promise<T>): Once<T> {
  let opened: Promise<T> | undefined;
  const ask = (): Promise<T> =>
    (opened ??= open().catch((error: unknown) => {
      opened = undefined;
      throw error;
    }));
  return Object.assign(ask, { now: async () => opened?.catch(() => undefined) });
}
