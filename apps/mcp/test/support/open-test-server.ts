import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FaultServer } from "@just-one/testing";
import { createLog } from "../../src/log.ts";
import type { Surface, ToolContext } from "../../src/protocol/surface.ts";
import type { RunningServices } from "../../src/services/create-services.ts";
import { openServer } from "../../src/services/open-server.ts";
import { servingOptions } from "../../src/settings/option-rows.ts";
import { parseOptions } from "../../src/settings/parse-options.ts";
import { readSettings } from "../../src/settings/read-settings.ts";

export const spread = "GET /api/douyin-xingtu/gw/api/data_sp/get_author_spread_info/v1";
export const token = "made-up-token-0123456789abcdef";

/** A tool's answer, as a test looks at it. */
export interface Answer {
  readonly isError: boolean;
  /** The value, or the error. */
  readonly told: Readonly<Record<string, unknown>>;
  readonly answer: object;
}

export interface TestServer extends AsyncDisposable {
  readonly surface: Surface;
  readonly services: RunningServices;
  readonly logged: string[];
  call(name: string, args?: object, context?: Partial<ToolContext>): Promise<Answer>;
}

/** In memory, where there is such a place: what servers write waits for the disk, and a busy machine's takes most of a test's time. */
const place = existsSync("/dev/shm") ? "/dev/shm" : tmpdir();

/** A folder that several servers of a test share, as processes of one machine do. */
export function makeHome(): { readonly path: string; [Symbol.dispose](): void } {
  const path = mkdtempSync(join(place, "just-one-mcp-test-"));
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) };
}

/** Opens what a process would, without the process: the tools, the files, and the client before a vendor that keeps books. */
export function openTestServer(
  vendor: Pick<FaultServer, "url">,
  home: { readonly path: string },
  args: readonly string[] = [],
  more: Readonly<Record<string, string>> = {},
): TestServer {
  const variables = {
    JUST_ONE_TOKEN: token,
    JUST_ONE_BASE_URL: vendor.url,
    XDG_STATE_HOME: join(home.path, "state"),
    XDG_DATA_HOME: join(home.path, "data"),
    ...more,
  };
  const logged: string[] = [];
  const settings = readSettings(parseOptions(args, servingOptions), variables);
  const log = createLog({ write: (text) => logged.push(text) });
  const { surface, services } = openServer({ settings, variables, log });
  return {
    surface,
    services,
    logged,
    call: async (name, given = {}, context = {}) => {
      const own = { principal: "ann", mayCall: true, canAsk: false, signal: new AbortController().signal, ...context };
      const answer = await surface.call(name, given, own);
      if ("question" in answer) return { isError: false, told: { ...answer.question }, answer };
      return "error" in answer
        ? { isError: true, told: { ...answer.error }, answer }
        : { isError: false, told: { ...answer.value }, answer };
    },
    [Symbol.asyncDispose]: () => services.close(5000),
  };
}
