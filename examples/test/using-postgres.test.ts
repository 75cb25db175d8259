import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { createPostgresBudgets, createPostgresLedger, migratePostgres, openPostgres } from "@just-one/postgres";
import { createDatabase, describePostgres } from "@just-one/postgres-server";
import { startFaultServer } from "@just-one/testing";
import { expect, test } from "vitest";

const run = promisify(execFile);
const program = fileURLToPath(new URL("../using/several-machines.ts", import.meta.url));

describePostgres("several machines", () => {
  test("of two teams stop at their own budgets, share replies, and end together when the balance does", async () => {
    const { url, password } = await createDatabase();
    const pool = openPostgres(url, { environment: { PGPASSWORD: password } });
    await migratePostgres(pool);
    const budgets = createPostgresBudgets({ pool });
    await budgets.set({
      name: "research",
      label: { prefix: "research/" },
      period: "month",
      maxCost: "0.60",
      softCalls: 1,
    });
    await budgets.set({ name: "sales", label: { prefix: "sales/" }, period: "day", maxCalls: 100 });
    let balance = 4;
    await using vendor = await startFaultServer({ choose: () => ((balance -= 1) < 0 ? "601" : "0") });
    const work = async (team: string, creators: string): Promise<{ stdout: string; stderr: string }> =>
      run(process.execPath, ["--conditions=@just-one/source", program], {
        env: {
          ...process.env,
          JUST_ONE_TOKEN: "marked-token-for-tests",
          JUST_ONE_BASE_URL: vendor.url,
          JUST_ONE_STORE: url,
          PGPASSWORD: password,
          TEAM: team,
          CREATORS: creators,
        },
      });

    const research = await work("research", "1,2,3");
    expect(research.stdout.match(/billed$/gm)).toHaveLength(2);
    expect(research.stdout).toMatch(/was not sent.*research/);
    expect(research.stderr).toBe("research nears its end\n");
    // Two machines at once: what research has paid for costs sales nothing, and the balance is everybody's.
    const asked = "1,2,4,5,6,7";
    const sales = (await Promise.all([work("sales", asked), work("sales", asked)]))
      .map(({ stdout }) => stdout)
      .join("");
    expect(sales.match(/cached$/gm)?.length).toBeGreaterThanOrEqual(2);
    expect(sales).toMatch(/code 601/);
    expect(vendor.sumUp("code-0")).toEqual({ arrived: 4, billed: 4 });
    expect(await createPostgresLedger({ pool }).sum({})).toEqual({
      spentCalls: 4,
      spentCost: "1.2",
      reservedCalls: 0,
      reservedCost: "0",
    });
    await pool.end();
  });
});
