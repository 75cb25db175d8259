import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startFaultServer } from "@just-one/testing";
import { expect, onTestFinished, test } from "vitest";
import { spreadOperation } from "../src/shared/protocol.ts";
import { enter, send } from "./support/send.ts";
import { markedToken } from "./support/start-dashboard.ts";

const program = join(import.meta.dirname, "../src/main.ts");
const body = { operation: spreadOperation, parameters: { oAuthorId: "1" } };

// Signals and pipes of Windows are others.
test.skipIf(process.platform === "win32")(
  "neither the end of its terminal nor output that nobody reads ends a call under way",
  async () => {
    const { promise: arrived, resolve: arrive } = Promise.withResolvers<void>();
    const { promise: released, resolve: release } = Promise.withResolvers<void>();
    const respond = async (): Promise<object> => (arrive(), await released, { play_mid: "1" });
    await using vendor = await startFaultServer({ respond });
    const state = await mkdtemp(join(tmpdir(), "dashboard-"));
    onTestFinished(() => rm(state, { recursive: true }));
    const variables = { JUST_ONE_TOKEN: markedToken, JUST_ONE_BASE_URL: vendor.url, XDG_STATE_HOME: state };
    const args = ["--conditions=@just-one/source", program, "--port=0", "--no-open"];
    const server = spawn(process.execPath, args, {
      env: { ...process.env, ...variables },
      stdio: ["ignore", "pipe", "pipe"],
    });
    onTestFinished(() => void server.kill("SIGKILL"));
    const ended = once(server, "exit");
    const [entrance] = (await once(server.stdout, "data")) as [Buffer]; // Safe: it is a stream of bytes.
    const { origin } = new URL(entrance.toString().trim());
    for (const stream of [server.stdout, server.stderr]) {
      stream.destroy();
      await once(stream, "close");
    }
    await enter(entrance.toString().trim()); // logs nothing
    for (let count = 0; count < 3; count += 1) expect((await send(`${origin}/api/session`)).status).toBe(200);
    const reply = send(`${origin}/api/call`, { body });
    await arrived;
    server.kill("SIGHUP");
    release();
    expect((await reply).body).toMatchObject({ ok: true });
    expect(await ended).toEqual([0, null]);
  },
);
