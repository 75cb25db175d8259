import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { CompilerState, Extractor, ExtractorConfig, ExtractorLogLevel } from "@microsoft/api-extractor";

const core = fileURLToPath(new URL("../../", import.meta.url));

/** What api-extractor says of one entry. */
export interface ApiReport {
  /** Every name that the entry publishes, with its types, as Markdown. */
  readonly text: string;
  /** What it finds wrong: exports and members without a description. */
  readonly findings: readonly string[];
}

/** Reports what each built entry (`index`, `lean`, …) publishes; the compiler reads them all at once. */
export async function reportApis<Entry extends string>(
  built: string,
  entries: readonly Entry[],
): Promise<Map<Entry, ApiReport>> {
  const folder = join(built, "reports");
  await mkdir(folder, { recursive: true });
  await writeFile(join(built, "tsconfig.json"), JSON.stringify(compilerOptions));
  const reports = new Map<Entry, ApiReport>();
  let compilerState: CompilerState | undefined;
  for (const entry of entries) {
    const findings: string[] = [];
    const config = prepare({ built, folder, entry });
    compilerState ??= CompilerState.create(config, {
      additionalEntryPoints: entries.map((other) => join(built, `${other}.d.ts`)),
    });
    Extractor.invoke(config, {
      compilerState,
      localBuild: true, // writes the report instead of comparing it: the test compares
      messageCallback: (message) => {
        message.handled = true;
        // Every error has them, and the base class says what they are.
        if (/"(?:name|kind)"/.test(message.text)) return;
        if (message.logLevel === ExtractorLogLevel.Warning) findings.push(message.text);
        if (message.logLevel === ExtractorLogLevel.Error) throw new Error(message.text);
      },
    });
    reports.set(entry, { text: await readFile(join(folder, `${entry}.api.md`), "utf8"), findings });
  }
  return reports;
}

// The compiler that api-extractor brings is TypeScript 6, which reads the declarations that 7 wrote.
const compilerOptions = {
  extends: "@just-one/tsconfig/node.json",
  compilerOptions: { lib: ["es2024", "dom", "dom.iterable"] },
  include: ["*.d.ts"],
};

function prepare({ built, folder, entry }: { built: string; folder: string; entry: string }): ExtractorConfig {
  return ExtractorConfig.prepare({
    packageJsonFullPath: join(core, "package.json"),
    configObjectFullPath: undefined,
    configObject: {
      projectFolder: built,
      mainEntryPointFilePath: join(built, `${entry}.d.ts`),
      compiler: { tsconfigFilePath: join(built, "tsconfig.json") },
      newlineKind: "lf",
      apiReport: { enabled: true, reportFileName: `${entry}.api.md`, reportFolder: folder, reportTempFolder: folder },
      messages: {
        extractorMessageReporting: {
          default: { logLevel: ExtractorLogLevel.Warning },
          // Release tags such as `@public` say nothing here: what an entry exports is public.
          "ae-missing-release-tag": { logLevel: ExtractorLogLevel.None },
          // `@just-one/api` is read from its sources, so that nothing needs building.
          "ae-wrong-input-file-type": { logLevel: ExtractorLogLevel.None },
          // What a caller infers from a signature has to have a name that the caller's own declarations can tell.
          "ae-forgotten-export": { logLevel: ExtractorLogLevel.Warning },
        },
        tsdocMessageReporting: { default: { logLevel: ExtractorLogLevel.None } },
      },
    },
  });
}
