import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join, normalize } from "node:path";
import { gzipSync } from "node:zlib";
import { mediaTypeOf } from "./mediaTypes.ts";

const DIST = new URL("../../dist/", import.meta.url).pathname;

/** Fonts are compressed as they are. */
const isPacked = (extension: string) => [".woff2", ".png"].includes(extension);

interface GzipServer {
  url: string;
  /** Bytes of the body of each answer, in order. */
  sent: { path: string; bytes: number }[];
  close(): void;
}

/** Serves the built app as a web host does: gzipped. */
export async function startGzipServer(): Promise<GzipServer> {
  const sent: GzipServer["sent"] = [];
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    const path = normalize(pathname === "/" ? "/index.html" : pathname);
    const extension = extname(path);
    try {
      const file = readFileSync(join(DIST, path));
      const body = isPacked(extension) ? file : gzipSync(file, { level: 9 });
      response.setHeader("content-type", mediaTypeOf(path));
      if (!isPacked(extension)) response.setHeader("content-encoding", "gzip");
      sent.push({ path, bytes: body.length });
      response.end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    sent,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
