// oxlint-disable-next-line import/no-unassigned-import -- the example is a file of tests
import "../test-with-vitest.ts";
