declare module "@size-limit/file" {
  /** The plugin of size-limit that weighs files as they are. */
  const plugins: ((...args: unknown[]) => unknown)[];
  export default plugins;
}
