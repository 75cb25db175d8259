import type { TestProject } from "vitest/node";
import { startServer } from "./start-server.ts";

/** Starts one server for a run of vitest: name this file as `globalSetup`. Where it cannot run, tests say so by name. */
export default async function setUp(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  try {
    const server = await startServer();
    project.provide("postgres", server.connection);
    return async () => server.close();
  } catch (error) {
    project.provide("postgres", error instanceof Error ? error.message : "unknown error");
    return undefined;
  }
}
