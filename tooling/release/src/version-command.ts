import { fileURLToPath } from "node:url";
import { versionPackages } from "./version-packages.ts";

// `release:version`: the pending changesets become versions and changelogs.

const isWritten = await versionPackages(fileURLToPath(new URL("../../../", import.meta.url)));
process.stdout.write(
  isWritten ? "versions and changelogs are written; look at them with git diff\n" : "no changeset is pending\n",
);
