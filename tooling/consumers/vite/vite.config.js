export default { ssr: { noExternal: [/^@just-one\//] }, logLevel: "warn" };
