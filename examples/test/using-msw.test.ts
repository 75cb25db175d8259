// oxlint-disable-next-line import/no-unassigned-import -- the example is a file of tests
import "../using/jest-vitest-msw.ts";
