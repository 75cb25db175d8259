import { randomUUID } from "node:crypto";
import type { CallStore } from "../../src/calls/call-store.ts";
import type { OpenMemory } from "../../src/services/open-memory.ts";
import { openRigged, type RiggedOptions } from "./open-rigged.ts";

/** A mistake that somebody could make in our server, and the client that finds it. */
export interface PlantedBug {
  readonly name: string;
  readonly foundBy: string;
  /** Breaks what the server remembers. */
  readonly rig: (memory: OpenMemory, bug: { readonly gone: Set<() => void> }) => OpenMemory;
  /** Whether each process remembers by itself. */
  readonly isAlone?: boolean;
}

export const plantedBugs: readonly PlantedBug[] = [
  {
    name: "forgets what it was asked when it is started again",
    foundBy: "ends the server under its own call, and asks the next one",
    isAlone: true,
    rig: (memory) => memory,
  },
  {
    name: "sends again what is under way",
    foundBy: "asks fifty times at once of three servers, by several connections",
    rig: (memory) => askAnew(memory, "running"),
  },
  {
    name: "sends again what nobody knows the outcome of",
    foundBy: "asks again for what nobody knows the outcome of, afresh, too, and of another server",
    rig: (memory) => askAnew(memory, "unknown"),
  },
  {
    name: "gives a claim back when its client goes",
    foundBy: "cancels what is under way, and sends it again",
    rig: ({ store, ...memory }, { gone }) => ({
      ...memory,
      store: withMethods(store, {
        claim: async (call, rules) => {
          const claim = await store.claim(call, rules);
          if (claim.kind === "new") gone.add(() => void store.end(call.id, { state: "failed", failure: "{}" }));
          return claim;
        },
      }),
    }),
  },
  {
    name: "reserves without looking at what is left",
    foundBy: "asks twenty different questions at once of three servers, with a budget of five",
    rig: ({ ledger, ...memory }) => ({
      ...memory,
      ledger: withMethods(ledger, { reserve: (entry) => ledger.reserve(entry, []) }),
    }),
  },
  {
    name: "takes every question for one that is asked afresh for the first time",
    foundBy: "asks afresh, loses the answer and sends the same once more",
    rig: ({ store, ...memory }) => ({
      ...memory,
      store: withMethods(store, { claim: (call, rules) => store.claim(call, { ...rules, freshReuseMs: 0 }) }),
    }),
  },
  {
    name: "says that it sends only once it has the reply",
    foundBy: "is answered by servers that are killed, each at another step",
    rig: ({ store, ...memory }) => ({
      ...memory,
      store: withMethods(store, {
        markSent: () => undefined,
        end: async (id, end) => {
          await store.markSent(id);
          await store.end(id, end);
        },
      }),
    }),
  },
  {
    name: "keeps what the dead had reserved",
    foundBy: "is answered by servers that are killed, each at another step",
    rig: ({ store, ...memory }) => ({
      ...memory,
      store: withMethods(store, {
        sweep: async () => (await store.sweep()).filter(({ wasSent }) => wasSent),
      }),
    }),
  },
  {
    name: "takes what the dead had sent for something that never left",
    foundBy: "is answered by servers that are killed, each at another step",
    rig: ({ store, ...memory }) => ({
      ...memory,
      store: withMethods(store, {
        sweep: async () => {
          const dead = await store.sweep();
          for (const { call } of dead) await store.end(call.id, { state: "failed", failure: "{}" });
          return dead.map(({ call }) => ({ call, wasSent: false }));
        },
      }),
    }),
  },
];

/** The same object with some methods of ours; the others stay its own. */
function withMethods<T extends object>(object: T, methods: Partial<T>): T {
  return new Proxy(object, {
    get: (target, name) => {
      const found: unknown = Reflect.get(name in methods ? methods : target, name);
      return typeof found === "function" ? (found.bind(target) as unknown) : found;
    },
  });
}

/** Takes what is in a state for something that nobody has asked. */
function askAnew({ store, ...memory }: OpenMemory, kind: "running" | "unknown"): OpenMemory {
  const claim: CallStore["claim"] = async (call, rules) => {
    const found = await store.claim(call, rules);
    return found.kind === kind ? store.claim({ ...call, question: `${call.question} ${randomUUID()}` }, rules) : found;
  };
  return { ...memory, store: withMethods(store, { claim }) };
}

/** Our server with a mistake in it. */
export function openBuggy(
  { rig, isAlone = false }: PlantedBug,
  options: Pick<RiggedOptions, "home" | "vendor" | "args" | "death">,
): ReturnType<typeof openRigged> {
  const gone = new Set<() => void>();
  const leave = (): void => {
    for (const go of gone) go();
    gone.clear();
  };
  const { surface, close } = openRigged({ ...options, isAlone, rig: (memory) => rig(memory, { gone }) });
  return {
    surface: {
      ...surface,
      call: (name, given, context) => {
        context.signal.addEventListener("abort", leave, { once: true });
        return surface.call(name, given, context);
      },
    },
    close,
  };
}
