import "reflect-metadata";
import assert from "node:assert/strict";
import { Inject, Injectable, Module } from "@nestjs/common";
import { NestFactory } from "@nestjs/core";
import { type Client, createClient } from "@just-one/core";

const clientToken = Symbol("client");

@Injectable()
class Plays {
  constructor(@Inject(clientToken) private readonly client: Client) {}

  async count(oAuthorId: string): Promise<string | number | null | undefined> {
    const { data } = await this.client.call("GET /api/douyin-xingtu/gw/api/data_sp/get_author_spread_info/v1", {
      oAuthorId,
    });
    return data.play_mid;
  }
}

const useFactory = (): Client => createClient({ token: "any", baseUrl: process.env["JUST_ONE_BASE_URL"] ?? "" });

@Module({ providers: [Plays, { provide: clientToken, useFactory }] })
class App {}

async function main(): Promise<void> {
  const app = await NestFactory.createApplicationContext(App, { logger: ["error"] });
  assert.equal(typeof (await app.get(Plays).count("1")), "string");
  await app.close();
}

void main();
