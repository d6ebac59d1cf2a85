import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { bytesOf, gzipOf } from "./fixture.ts";

/**
 * A server on 127.0.0.1 whose folders are mirrors, good ones and bad ones: /good/FILE.gz gives the file, /html/FILE.gz
 * a page, and so on. Bad ones are bad at the training images only. Every request is kept in `requests`.
 */
export class MirrorServer {
  readonly requests: { path: string; range: string | undefined }[] = [];
  readonly #interrupted = new Set<string>();
  readonly #server: Server = createServer((request, response) => this.#answer(request, response));

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    const path = request.url ?? "";
    const [, mirror = "", file = ""] = path.split("/");
    this.requests.push({ path, range: request.headers.range });
    const isBadHere = mirror === "404" || file.startsWith("train-images");
    const behaviour = (isBadHere && this.#behaviours[mirror]) || sendRange;
    behaviour(response, gzipOf(file.replace(/\.gz$/, "")), request);
  }

  readonly #behaviours: Record<string, Behaviour> = {
    html: (response) => sendAll(response.setHeader("content-type", "text/html; charset=utf-8"), PAGE),
    "disguised-html": (response) => sendAll(response, PAGE),
    short: (response, gz) => sendAll(response, gz.subarray(0, -20)),
    wrong: (response) => sendAll(response, gzipSync(new Uint8Array(bytesOf("train-images-idx3-ubyte").length))),
    endless: (response, gz) => sendAll(response, Buffer.concat([gz, new Uint8Array(1_000_000)])),
    silent: () => {},
    stalls: sendHalf,
    "breaks-once": (response, gz, request) => this.#breakOnce(response, gz, request, sendRange),
    "breaks-once-no-range": (response, gz, request) => this.#breakOnce(response, gz, request, sendAll),
    "404": (response) => response.writeHead(404).end("not here"),
  };

  /** The first answer for a path ends in the middle, as when a connection is lost. */
  #breakOnce(response: ServerResponse, gz: Uint8Array, request: IncomingMessage, afterwards: Behaviour): void {
    const path = request.url ?? "";
    if (this.#interrupted.has(path)) {
      afterwards(response, gz, request);
      return;
    }
    this.#interrupted.add(path);
    sendHalf(response, gz);
    setTimeout(() => response.destroy(), 100);
  }
}

type Behaviour = (response: ServerResponse, gz: Uint8Array, request: IncomingMessage) => void;

const PAGE = Buffer.from("<!doctype html><title>Sign in</title>");

function sendAll(response: ServerResponse, body: Uint8Array): void {
  response.setHeader("content-length", body.length).end(body);
}

function sendHalf(response: ServerResponse, body: Uint8Array): void {
  response.setHeader("content-length", body.length).write(body.subarray(0, body.length >> 1));
}

function sendRange(response: ServerResponse, body: Uint8Array, request: IncomingMessage): void {
  const start = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? "")?.[1] ?? 0);
  if (start === 0) sendAll(response, body);
  else if (start >= body.length) response.writeHead(416).end();
  else {
    response.writeHead(206, { "content-range": `bytes ${start}-${body.length - 1}/${body.length}` });
    response.end(body.subarray(start));
  }
}
