/** Of that entry only this: bundled with the rest of it, a pool of connections would come along. */
export { createFileLedger } from "@just-one/core/node";
