import { Stripe } from "stripe";

// A page that makes one call with Stripe's client.

const client = new Stripe("marked-token-for-benchmarks");
const customer = await client.customers.retrieve("some-customer");
document.title = JSON.stringify(customer);
