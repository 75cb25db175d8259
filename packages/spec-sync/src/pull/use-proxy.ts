import * as http from "node:http";

let isSet = false;

/** Sends what is fetched through the proxy that `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY` name, if any. */
export function useProxy(): void {
  if (isSet) return;
  isSet = true;
  const isWanted = Object.keys(process.env).some((name) => /^https?_proxy$/iu.test(name));
  // Node has it from 24.14 on; its types are older.
  if (isWanted && "setGlobalProxyFromEnv" in http && typeof http.setGlobalProxyFromEnv === "function") {
    http.setGlobalProxyFromEnv();
  }
}
