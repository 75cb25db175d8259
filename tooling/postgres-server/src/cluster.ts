import { spawn, type StdioOptions } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
  chmodSync,
  chownSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { withoutToken } from "@just-one/secrets/without-token";
import type { Binaries } from "./binaries.ts";
import { findServerUser, type ServerUser } from "./server-user.ts";

/** How a server is reached. */
export interface Connection {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
}

/** A server in a temporary folder. */
export interface Cluster {
  readonly connection: Connection;
  /** Again, after it was stopped. */
  start(): Promise<void>;
  /** `immediate` is how it ends when the machine does: without a word to anybody, and recovers at the next start. */
  stop(mode: "fast" | "immediate"): Promise<void>;
  /** Stops it, and removes the folder. */
  remove(): Promise<void>;
}

/** Settings of `postgresql.conf`. */
export type Settings = Readonly<Record<string, string>>;

/** Makes a server and starts it on a free port of loopback. @throws Error when it cannot run here */
export async function createCluster(binaries: Binaries, settings: Settings = {}): Promise<Cluster> {
  const folder = mkdtempSync(join(tmpdir(), "just-one-postgres-"));
  try {
    const user = findServerUser();
    const programs = await preparePrograms(binaries, folder, user);
    const data = join(folder, "data");
    const log = join(folder, "log");
    const password = randomBytes(12).toString("hex");
    const passwordFile = join(folder, "password");
    writeFileSync(passwordFile, password, { mode: 0o600 });
    writeFileSync(log, "");
    mkdirSync(data, { mode: 0o700 });
    if (user !== undefined) for (const path of [folder, passwordFile, log, data]) chownSync(path, user.uid, user.gid);
    const { port: firstPort, ...reached } = {
      host: "127.0.0.1",
      port: await findFreePort(),
      user: "postgres",
      password,
    };
    const make = async (...order: string[]): Promise<unknown> =>
      programs("initdb", [
        `--pgdata=${data}`,
        `--username=${reached.user}`,
        `--pwfile=${passwordFile}`,
        "--auth=password",
        "--no-sync",
        "--encoding=UTF8",
        "--locale=C",
        ...order,
      ]);
    // An order of letters that is not that of bytes: whoever relies on one has to say so. Servers before 15 have none.
    await make("--locale-provider=icu", "--icu-locale=en").catch(async (error: unknown) => {
      if (!/unrecognized option|ICU/i.test(String(error))) throw error;
      await make();
    });
    const own = {
      listen_addresses: reached.host,
      unix_socket_directories: "",
      fsync: "off",
      ...testSettings,
      ...settings,
    };
    const lines = Object.entries(own).map(([name, value]) => `${name} = '${value}'\n`);
    writeFileSync(join(data, "postgresql.conf"), lines.join(""), { flag: "a" });

    let port = firstPort;
    const start = async (): Promise<void> => {
      const options = ["-o", `-p ${port}`, "-l", log, "-t", "60", "-w"];
      await programs("pg_ctl", ["start", "-D", data, ...options], "ignore").catch(() => {
        throw new Error(`the server does not start: ${readFileSync(log, "utf8").slice(-1000)}`);
      });
    };
    const stop = async (mode: "fast" | "immediate"): Promise<void> => {
      await programs("pg_ctl", ["stop", "-D", data, "-m", mode, "-w"]);
    };
    for (let tries = 5; ; tries -= 1) {
      try {
        await start();
        break;
      } catch (error) {
        if (tries === 0 || !/in use/.test(String(error))) throw error;
        port = await findFreePort(); // somebody else took it meanwhile
      }
    }
    return {
      connection: { ...reached, port },
      start,
      stop,
      remove: async () => {
        await stop("immediate").catch(() => undefined); // it may be stopped
        rmSync(folder, { recursive: true, force: true });
      },
    };
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}

const testSettings: Settings = {
  max_connections: "200",
  shared_buffers: "64MB",
  jit: "off",
  // A time zone that is nobody's: whoever relies on one has to say so.
  timezone: "America/St_Johns",
};

type Programs = (name: string, given: readonly string[], output?: "ignore") => Promise<unknown>;

/** Runs programs as a user who may: PostgreSQL refuses root, and another user may not read root's folders. */
async function preparePrograms(given: Binaries, folder: string, user: ServerUser | undefined): Promise<Programs> {
  if (user !== undefined) chmodSync(folder, 0o755);
  try {
    const programs = createPrograms(given, folder, user);
    await programs("initdb", ["--version"]);
    return programs;
  } catch (error) {
    if (user === undefined || !/EACCES/.test(String(error))) throw error;
    const root = join(folder, "programs");
    cpSync(given.root, root, { recursive: true });
    const move = (path: string): string => path.replace(given.root, root);
    const links = given.links.map(({ name, file }) => ({ name, file: move(file) }));
    return createPrograms({ root, folder: move(given.folder), links }, folder, user);
  }
}

function createPrograms({ folder: programs, root, links }: Binaries, cwd: string, user?: ServerUser): Programs {
  const kept = Object.entries(process.env).filter(([name]) => !/^(?:PG|LC_)/.test(name));
  const env: NodeJS.ProcessEnv = { ...Object.fromEntries(kept), LC_ALL: "C" };
  if (links.length > 0) {
    const libraries = mkdtempSync(join(cwd, "libraries-"));
    if (user !== undefined) chmodSync(libraries, 0o755);
    for (const { name, file } of links) symlinkSync(file, join(libraries, name));
    const path = [libraries, join(root, "lib")].join(delimiter);
    Object.assign(env, { LD_LIBRARY_PATH: path, DYLD_LIBRARY_PATH: path });
  }
  return async (name, given, output) => {
    const pipe = output ?? "pipe";
    const own = { ...user, cwd, env: withoutToken(env), stdio: ["ignore", pipe, pipe] as StdioOptions };
    const child = spawn(join(programs, name), given, own);
    let told = "";
    for (const stream of [child.stdout, child.stderr]) stream?.on("data", (text) => (told += String(text)));
    // Once it has started, whatever it leaves running keeps its pipes.
    const code = await new Promise((resolve, reject) => child.once("error", reject).once("exit", resolve));
    if (code !== 0) throw new Error(`${name} failed: ${told.trim() || String(code)}`);
  };
}

async function findFreePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("no free port on loopback");
  return address.port;
}
