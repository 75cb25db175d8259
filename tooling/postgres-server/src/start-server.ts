import { fork } from "node:child_process";
import { withoutToken } from "@just-one/secrets/without-token";
import type { Connection, Settings } from "./cluster.ts";
import type { Question } from "./keeper.ts";

export type { Connection, Settings } from "./cluster.ts";

/** Which server, and how. */
export interface ServerOptions {
  /** The one from the registry, or the one that the system has. @default "embedded" */
  readonly make?: "embedded" | "system";
  /** Settings of `postgresql.conf`; without any, a commit survives the end of the server and not that of the machine. */
  readonly settings?: Settings;
}

/** A server of one's own, in a temporary folder; it is gone when this process is. */
export interface PostgresServer {
  readonly connection: Connection;
  start(): Promise<void>;
  stop(mode: "fast" | "immediate"): Promise<void>;
  close(): Promise<void>;
}

/** Starts a server on a free port of loopback, in about a second. @throws Error when it cannot run here; says why */
export async function startServer({ make = "embedded", settings }: ServerOptions = {}): Promise<PostgresServer> {
  const keeper = fork(new URL("./keeper.ts", import.meta.url), {
    execArgv: ["--conditions=@just-one/source", "--no-warnings"],
    stdio: ["ignore", "ignore", "ignore", "ipc"],
    env: withoutToken(process.env),
  });
  const end = new Promise<void>((resolve) => keeper.once("exit", () => resolve()));
  const ask = async (question: Question): Promise<Connection> =>
    new Promise((resolve, reject) => {
      void end.then(() => reject(new Error("the keeper of the server has ended")));
      // Safe: the keeper sends nothing else.
      keeper.once("message", (told: { connection: Connection; problem?: string }) => {
        if (told.problem === undefined) resolve(told.connection);
        else reject(new Error(told.problem));
      });
      keeper.send(question);
    });
  const close = async (): Promise<void> => {
    if (keeper.connected) keeper.disconnect();
    await end;
  };
  try {
    const connection = await ask({ make, settings });
    return {
      connection,
      start: async () => void (await ask({ start: true })),
      stop: async (mode) => void (await ask({ stop: mode })),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
