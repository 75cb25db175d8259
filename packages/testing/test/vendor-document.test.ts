import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, test } from "vitest";
import { startMockServer } from "@just-one/testing";

const repository = resolve(import.meta.dirname, "../../..");
const file = resolve(repository, process.env["JUST_ONE_VENDOR_DIR"] ?? "../shared/vendor", "openapi.json");

test.skipIf(!existsSync(file))(
  "the vendor's whole document (JUST_ONE_VENDOR_DIR) is up within seconds",
  async () => {
    const cpu = process.cpuUsage();
    // Safe: startMockServer refuses what is no document.
    const document = JSON.parse(readFileSync(file, "utf8")) as { paths: Record<string, object> };
    await using server = await startMockServer({ document });
    // Of this process's own time: what else the machine does meanwhile is not the mock's.
    const { user, system } = process.cpuUsage(cpu);
    expect((user + system) / 1000).toBeLessThan(20_000);

    const answers = await Promise.all(
      Object.entries(document.paths).map(async ([path, item]) => {
        const method = "post" in item ? "POST" : "GET";
        const reply = await fetch(`${server.url}${path}?token=t`, { method });
        return reply.headers.get("content-type");
      }),
    );
    // Prism answered each by its operation: an envelope, of success or of refusal.
    expect(answers).toEqual(answers.map(() => "application/json"));
    expect(server.requests.every(({ code }) => code === 0 || code === 400)).toBe(true);
  },
  120_000,
);
