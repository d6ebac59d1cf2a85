import { SiffraError } from "@siffra/shared";

/** The text of a file of the app. @throws SiffraError with `code` when the server has none */
export async function fetchText(url: URL, code: string): Promise<string> {
  const response = await fetch(url);
  if (response.ok) return response.text();
  throw new SiffraError(code, `${url.pathname}: expected status 200, the server answered ${response.status}.`);
}
