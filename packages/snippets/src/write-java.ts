import { type Code, code, quoteInert } from "@just-one/encoders";
import { addToken } from "./add-token.ts";
import type { Snippet } from "./snippet.ts";
import { writeComment } from "./write-comment.ts";

/** For Java 11 and newer, with nothing but its own library; runs as `java Main.java`. */
export function writeJava(snippet: Snippet): Code {
  const { method, token } = snippet.request;
  const { url, form } = addToken(snippet.request);
  const append = (place: string): Code => (place === token ? code` + token` : code``);
  const publisher =
    form === undefined
      ? code`HttpRequest.BodyPublishers.noBody()`
      : code`HttpRequest.BodyPublishers.ofString(${quoteInert(form, '"')}${append("form")})`;
  const header =
    form === undefined ? code`` : code`\n        .header("content-type", "application/x-www-form-urlencoded")`;
  return code`${writeComment("//", snippet)}
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

public class Main {
  public static void main(String[] args) throws Exception {
    String given = System.getenv("JUST_ONE_TOKEN");
    if (given == null || given.isEmpty()) {
      System.err.println("JUST_ONE_TOKEN holds no token");
      System.exit(1);
    }
    String token = URLEncoder.encode(given, StandardCharsets.UTF_8);
    HttpRequest request =
      HttpRequest.newBuilder(URI.create(${quoteInert(url, '"')}${append("query")}))${header}
        .timeout(Duration.ofSeconds(120)) // replies of 20 to 50 seconds happen
        .method(${quoteInert(method, '"')}, ${publisher})
        .build();
    HttpClient client = HttpClient.newHttpClient(); // follows no redirect, which would carry the token along
    HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
    System.out.println(response.body());
    // a success only if the first "code", which is the envelope's, is 0, at any HTTP status
    Matcher code = Pattern.compile("\\"code\\"\\\\s*:\\\\s*\\"?([^\\",}\\\\s]*)").matcher(response.body());
    if (!code.find() || !code.group(1).equals("0")) System.exit(1);
  }
}
`;
}
