import { beforeEach, vi } from "vitest";

/** Keeps what each test of a file prints, and gives back what came since it was asked last. */
export function captureOutput(): (stream: "stdout" | "stderr") => string {
  const printed = { stdout: "", stderr: "" };
  beforeEach(() => {
    for (const stream of ["stdout", "stderr"] as const) {
      printed[stream] = "";
      vi.spyOn(process[stream], "write").mockImplementation((text) => {
        printed[stream] += String(text);
        return true;
      });
    }
    return () => vi.restoreAllMocks();
  });
  return (stream) => {
    const text = printed[stream];
    printed[stream] = "";
    return text;
  };
}
