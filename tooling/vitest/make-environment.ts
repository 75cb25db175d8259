/** What a run of tests takes over from whoever started it: where programs and temporary files are, and its own settings. */
const kept =
  /^(?:PATH|PATHEXT|SystemRoot|windir|ComSpec|TMPDIR|TMP|TEMP|LD_LIBRARY_PATH|JUST_ONE_(?:VENDOR|RUNTIMES)_DIR|SOUNDNESS_RUNS|STARTED_HOME|VITEST.*|STRYKER_.*)$/iu;

/**
 * The environment that tests and what they start run in: the same on every machine, in every terminal and for every
 * user. Nothing of the user's reaches it: no token, server, profile, proxy, time zone, language, database, settings of
 * git, npm or Node; and the home folder is `home`. Only what starts a package manager looks into `STARTED_HOME`, the
 * user's own, for the packages that are there.
 */
export function makeEnvironment(started: NodeJS.ProcessEnv, home: string): NodeJS.ProcessEnv {
  const theirs = started["HOME"] ?? started["USERPROFILE"];
  return {
    ...(theirs === undefined ? {} : { STARTED_HOME: theirs }),
    ...Object.fromEntries(Object.entries(started).filter(([name]) => kept.test(name))),
    NODE_ENV: "test",
    HOME: home,
    USERPROFILE: home,
    USER: "tester",
    LANG: "C.UTF-8",
    TZ: "UTC",
    TERM: "xterm-256color",
  };
}
