declare module "@size-limit/preset-small-lib" {
  /** The plugins of size-limit for small libraries: rolldown, and the weight of files. */
  const preset: ((...args: unknown[]) => unknown)[];
  export default preset;
}
