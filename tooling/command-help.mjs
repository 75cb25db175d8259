/** What `pnpm COMMAND --help` says, where the command itself would begin to work instead. */
export const commandHelp = {
  test: `pnpm test [turbo's options]

Runs everything that CI checks, and says in one line what passed, failed and was skipped.
`,
  mock: `pnpm mock [--port N] [--document FILE]

Serves a mock of the API on this machine until Ctrl-C, and prints its address.
  --port N          default: a free one
  --document FILE   an OpenAPI document; default: the one that the packages were generated from
`,
  bench: `pnpm bench [NAME…] [--quick]

Runs the benchmarks, or those that are named, and writes docs/benchmarks.md. --quick makes few rounds and keeps nothing.
`,
  contract: `pnpm contract [check | collect]
pnpm contract --live [--calls FILE] [--record DIR] [--yes]

Holds what each app and package needs of the API against the document; collect notes it anew. --live asks the vendor, which is
billed: it lists the calls and asks first.
`,
  consumers: `pnpm consumers [NAME…] [--list]

Packs the packages as they lie here, publishes them on a registry inside the command, and lets small outside projects install
and use them: all of tooling/consumers/, or those that are named. --list says what each proves.
`,
  "release:rehearse": `pnpm release:rehearse

Releases what is committed on a registry inside the command, lets consumers use it, and then releases updates of the document.
`,
  "release:version": `pnpm release:version

Turns the pending changesets into versions and changelogs, in this folder; nothing is committed.
`,
  "release:pack": `pnpm release:pack --out DIR [--channel TAG] [--repository URL]

Builds and packs what the registry does not have yet, with a bill of materials each, and prints one name@version a line.
  --out DIR          where the tarballs go: an empty or new folder
  --channel TAG      a pre-release under that tag; default: a release
  --repository URL   where the repository is, for provenance
`,
  "release:old-tests": `pnpm release:old-tests

Runs the last release's tests against today's build; they may fail beside a major changeset only.
`,
};
