import { ask } from "../ask.ts";
import type { PostgresConnection, PostgresPool } from "../pool.ts";

/** Whose doors, and who is told. */
export interface DoorWatchOptions {
  readonly pool: PostgresPool;
  readonly account: string;
  /** What a notification of this account's says. */
  readonly topic: string;
  readonly tell: () => void;
}

/** Tells when doors may have changed. */
export interface DoorWatch {
  end(): Promise<void>;
}

const pollMs = 2000;

/** Listens on a connection of its own, and looks every two seconds, since poolers drop what is listened to. */
export function watchDoors({ pool, account, topic, tell }: DoorWatchOptions): DoorWatch {
  let connection: PostgresConnection | undefined;
  let version: string | undefined;
  let isOver = false;

  const lose = (): void => {
    connection?.release(true);
    connection = undefined;
  };
  const listen = async (): Promise<void> => {
    // The only connection of a pool would be nobody else's any more.
    if (connection !== undefined || pool.options?.max === 1) return;
    const own = await pool.connect();
    own.on("error", () => {
      if (connection === own) lose();
    });
    own.on("notification", (told) => {
      // Safe: what has no such member is somebody else's notification.
      if ((told as { payload?: unknown }).payload === topic) tell();
    });
    connection = own;
    try {
      await own.query({ text: "listen just_one_doors" });
    } catch (error) {
      if (connection === own) lose();
      throw error;
    }
  };
  const look = async (): Promise<void> => {
    const rows = await ask(pool, "select version from just_one.door_version where account = $1", [account]);
    const found = String(rows[0]?.["version"]);
    if (found !== version) tell();
    version = found;
  };
  const turn = async (): Promise<void> => {
    try {
      await listen();
      await look();
    } catch {
      // The next time may do; what the client knows itself holds meanwhile.
    }
    if (isOver) return;
    timer = setTimeout(() => void (work = turn()), pollMs);
    timer.unref();
  };
  let timer: ReturnType<typeof setTimeout> | undefined;
  let work = turn();

  return {
    end: async () => {
      isOver = true;
      clearTimeout(timer);
      await work;
      lose();
    },
  };
}
