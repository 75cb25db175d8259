/** The command line or the environment cannot be followed; the message says what to write instead. */
export class SettingsError extends Error {
  override readonly name = "SettingsError";
}
