// `pnpm bench dashboard` runs this: loads creators from a stand-in of the vendor in the system's Chromium, makes every
// interaction, and prints what each took as JSON. Arguments: how many rounds, how many creators.
import { inventAuthorSpread, startFaultServer } from "@just-one/testing";
import { openBrowserStage } from "../test/support/open-browser.ts";
import { startDashboard } from "../test/support/start-dashboard.ts";
import { listInteractions } from "./interactions.ts";
import { listIds } from "./list-ids.ts";
import { measureInteractions } from "./measure-interactions.ts";

const [rounds, count] = [Number(process.argv[2] ?? "10"), Number(process.argv[3] ?? "200")];

await using stage = await openBrowserStage();
await using vendor = await startFaultServer({ respond: ({ params }) => inventAuthorSpread(params) });
await using dashboard = await startDashboard({
  baseUrl: vendor.url,
  pageFolder: stage.pageFolder,
  settings: { maxCalls: 2 * count },
  requestsPerMinute: 100 * count,
});
const page = await stage.open(dashboard.entrance);
await page.getByLabel("Creator ids").fill(listIds(count).join("\n"));
await page.getByRole("button", { name: /^Load/ }).click();
await page.locator(`progress[value='${count}']`).waitFor({ timeout: 300_000 });
await page.locator(".charts figure").first().waitFor();
process.stdout.write(`${JSON.stringify(await measureInteractions(page, listInteractions(count), rounds))}\n`);
