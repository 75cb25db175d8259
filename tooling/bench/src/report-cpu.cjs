// Preloaded into measured processes: tells the processor time they took, in microseconds, on their fourth pipe.
"use strict";
process.on("exit", () => {
  const { user, system } = process.cpuUsage();
  require("node:fs").writeSync(3, String(user + system));
});
