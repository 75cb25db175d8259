import { cp, mkdir, mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";

/** Where the program `next` is, and an app beside it, for as long as the test runs. */
export interface NextApp {
  readonly program: string;
  readonly folder: string;
}

/**
 * Writes an app that asks the vendor in each of the ways in which Next.js would keep the reply. It stands where `next` was
 * installed, because a bundler finds packages upwards from there, and follows no link out of it.
 */
export async function writeNextApp(next: string, scripts: string): Promise<NextApp> {
  const program = await realpath(next); // …/node_modules/next/dist/bin/next
  const root = join(dirname(program), "../../../..");
  const folder = await mkdtemp(join(root, "app-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await cp(scripts, join(folder, "core"), { recursive: true });
  for (const [path, text] of Object.entries(files(root))) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  return { program, folder };
}

function files(root: string): Readonly<Record<string, string>> {
  return {
    "package.json": JSON.stringify({ name: "app", private: true, type: "module" }),
    "next.config.js": `export default { turbopack: { root: ${JSON.stringify(root)} } };`,
    "client.js": `
      import { createClient } from "./core/client.js";
      const parameter = { name: "id", in: "query", required: true, types: ["string"] };
      const entry = { operation: "GET /matrix/v1", method: "GET", path: "/matrix/v1", token: "query", parameters: [parameter] };
      const client = createClient({ token: process.env.TOKEN, baseUrl: process.env.VENDOR, catalog: [entry] });
      export async function ask(id) {
        const result = await client.try("GET /matrix/v1", { id }, { cache: "refresh" });
        return result.ok ? "billed " + result.meta.attempts.length : String(result.error);
      }`,
    "app/layout.js": `export default ({ children }) => <html><body>{children}</body></html>;`,
    "app/revalidate/page.js": page("success-revalidate", "export const revalidate = 60;"),
    "app/forced/page.js": page("success-forced", `export const fetchCache = "force-cache";`),
    "app/default/page.js": page("success-default", ""),
    "app/fresh/route.js": `
      import { ask } from "../../client.js";
      export const dynamic = "force-dynamic";
      export const fetchCache = "force-cache";
      export const GET = async () => new Response(await ask("success-fresh"));`,
  };
}

function page(id: string, config: string): string {
  return `
    import { ask } from "../../client.js";
    ${config}
    export default async () => <p>{await ask("${id}")}</p>;`;
}
