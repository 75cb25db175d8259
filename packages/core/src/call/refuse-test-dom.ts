import { ConfigError } from "../errors/config-error.ts";
import { isBrowserPage } from "./is-browser-page.ts";

/**
 * Tells a DOM of tests, jsdom's or happy-dom's, from a page: there nobody reads the token, and a test may say so.
 *
 * @throws ConfigError that says what to set
 */
export function refuseTestDom(allowBrowser: boolean | undefined): void {
  const name = /jsdom|happy-?dom/i.exec(globalThis.navigator?.userAgent ?? "")?.[0];
  if (allowBrowser === true || name === undefined || !isBrowserPage()) return;
  throw new ConfigError(
    `${name} looks like a browser's page, where everyone can read the token: set \`allowBrowser: true\` in tests, ` +
      "or run them in the environment `node`",
  );
}
