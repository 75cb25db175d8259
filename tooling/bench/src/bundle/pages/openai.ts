import OpenAI from "openai";

// A page that makes one call with OpenAI's client.

const client = new OpenAI({ apiKey: "marked-token-for-benchmarks", dangerouslyAllowBrowser: true });
const model = await client.models.retrieve("some-model");
document.title = JSON.stringify(model);
