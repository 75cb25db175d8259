/** Where every copy of `@opentelemetry/api` 1.x finds what was registered, such as by `node --import ./telemetry.mjs`. */
const place = Symbol.for("opentelemetry.js.api.1");

/** Whether somebody listens to spans in this process; else none of that is loaded. */
export function hasTelemetry(): boolean {
  return Reflect.get(globalThis, place) !== undefined;
}
