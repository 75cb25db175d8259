// `pnpm bench dashboard` runs this: loads 200 creators from a stand-in of the vendor in the system's Chromium, makes
// every interaction, and prints what each took as JSON.
import { inventAuthorSpread, startFaultServer } from "@just-one/testing";
import { openBrowserStage } from "../test/support/open-browser.ts";
import { startDashboard } from "../test/support/start-dashboard.ts";
import { measureInteractions } from "./measure-interactions.ts";

const rounds = Number(process.argv[2] ?? "10");
const ids = Array.from({ length: 200 }, (_, index) => String(7_000_000_000_000_000_000n + BigInt(index)));

await using stage = await openBrowserStage();
await using vendor = await startFaultServer({ respond: ({ params }) => inventAuthorSpread(params) });
await using dashboard = await startDashboard({ baseUrl: vendor.url, pageFolder: stage.pageFolder });
const page = await stage.open(dashboard.entrance);
await page.getByLabel("Creator ids").fill(ids.join("\n"));
await page.getByRole("button", { name: /^Load/ }).click();
await page.locator("progress[value='200']").waitFor({ timeout: 150_000 });
await page.locator(".charts figure").first().waitFor();
process.stdout.write(`${JSON.stringify(await measureInteractions(page, rounds))}\n`);
