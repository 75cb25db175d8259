import { expect, test } from "vitest";
import { exitCodes } from "../src/exit-code.ts";
import { findCacheFolder } from "../src/find-cache-folder.ts";
import { openWhole } from "../src/write-whole.ts";
import { PassThrough } from "node:stream";

test.runIf(process.platform === "linux")(
  "a home in which no folder can be made ends nothing, and keeps nothing waiting",
  () => {
    expect(findCacheFolder({ HOME: "/proc" })).toBeUndefined();
  },
);

test.runIf(process.platform === "linux")(
  "a full disk behind -o is a failure: what was to be sent is sent, and paid for",
  () => {
    const file = openWhole("/dev/full");
    file.output.write("x" as never);
    expect(() => file.finish(new PassThrough())).toThrow(
      expect.objectContaining({ exitCode: exitCodes.failed, message: "cannot write /dev/full (ENOSPC)" }) as Error,
    );
  },
);
