import { mkdtempSync } from "node:fs";
import { join } from "node:path";
import { loadLibrary } from "../../src/catalog/load-library.ts";
import type { Surface } from "../../src/protocol/surface.ts";
import { createServices } from "../../src/services/create-services.ts";
import { type OpenMemory, openMemory } from "../../src/services/open-memory.ts";
import { servingOptions } from "../../src/settings/option-rows.ts";
import { parseOptions } from "../../src/settings/parse-options.ts";
import { readSettings } from "../../src/settings/read-settings.ts";
import { createSurface } from "../../src/tools/create-surface.ts";
import { token } from "../support/open-test-server.ts";
import { type Death, dieWith, openDoomed } from "./death.ts";

/** A server of which a test has what it remembers in its hands. */
export interface RiggedOptions {
  readonly home: { readonly path: string };
  readonly vendor: { readonly url: string };
  readonly args: readonly string[];
  /** Variables of its environment. */
  readonly more?: Readonly<Record<string, string>> | undefined;
  /** Breaks what it remembers. */
  readonly rig?: (memory: OpenMemory) => OpenMemory;
  /** Whether it remembers by itself. */
  readonly isAlone?: boolean;
  readonly death?: Death | undefined;
}

export function openRigged(options: RiggedOptions): { readonly surface: Surface; readonly close: () => Promise<void> } {
  const { home, vendor, args, rig = (memory) => memory, isAlone = false, death, more } = options;
  const state = isAlone ? mkdtempSync(join(home.path, "alone-")) : home.path;
  const variables = {
    JUST_ONE_TOKEN: token,
    JUST_ONE_BASE_URL: vendor.url,
    XDG_STATE_HOME: join(state, "state"),
    XDG_DATA_HOME: join(state, "data"),
    ...more,
  };
  const settings = readSettings(parseOptions(args, servingOptions), variables);
  const opened: OpenMemory[] = [];
  const services = createServices({
    settings,
    loadLibrary: () => loadLibrary(variables),
    openMemory: async () => {
      const memory = await (death === undefined ? openMemory : openDoomed)(settings, variables);
      opened.push(memory);
      return death === undefined ? rig(memory) : dieWith(rig(memory), death);
    },
  });
  return {
    surface: createSurface(services, { version: "1", isDestructive: true }),
    close: async () => {
      if (death === undefined) return services.close(5000);
      death.die(); // and then it waits for nothing
      await Promise.all(opened.splice(0).map((memory) => memory.close()));
    },
  };
}
