import { type Code, code, quoteInert } from "@just-one/encoders";
import { addToken } from "./add-token.ts";
import type { Snippet } from "./snippet.ts";
import { writeComment } from "./write-comment.ts";

/** For Go, with nothing but its own library; runs as `go run main.go`. */
export function writeGo(snippet: Snippet): Code {
  const { method, token } = snippet.request;
  const { url, form } = addToken(snippet.request);
  const append = (place: string): Code => (place === token ? code`+token` : code``);
  const body = form === undefined ? code`nil` : code`strings.NewReader(${quoteInert(form, '"')}${append("form")})`;
  const header =
    form === undefined ? code`` : code`\n\trequest.Header.Set("Content-Type", "application/x-www-form-urlencoded")`;
  const packages = [
    code`"encoding/json"`,
    code`"fmt"`,
    code`"log"`,
    code`"net/http"`,
    code`"net/url"`,
    code`"os"`,
    ...(form === undefined ? [] : [code`"strings"`]),
    code`"time"`,
  ];
  return code`${writeComment("//", snippet)}
package main

import (
${packages.map((name) => code`\t${name}\n`)})

func main() {
	token := url.QueryEscape(os.Getenv("JUST_ONE_TOKEN"))
	if token == "" {
		log.Fatal("JUST_ONE_TOKEN holds no token")
	}
	request, err := http.NewRequest(${quoteInert(method, '"')}, ${quoteInert(url, '"')}${append("query")}, ${body})
	if err != nil {
		log.Fatal("the request cannot be made") // err holds the URL, and the token with it
	}${header}
	client := &http.Client{
		Timeout: 120 * time.Second, // replies of 20 to 50 seconds happen
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	response, err := client.Do(request)
	if err != nil {
		log.Fatal("no reply came") // err holds the URL, and the token with it
	}
	defer response.Body.Close()
	var reply struct {
		Code    json.Number     \`json:"code"\`
		Message string          \`json:"message"\`
		Data    json.RawMessage \`json:"data"\`
	}
	if err := json.NewDecoder(response.Body).Decode(&reply); err != nil {
		log.Fatal("the reply is not the vendor's: ", err)
	}
	if reply.Code != "0" { // at any HTTP status
		log.Fatalf("code %s: %s", reply.Code, reply.Message)
	}
	fmt.Println(string(reply.Data))
}
`;
}
