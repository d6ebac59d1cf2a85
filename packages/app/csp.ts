/**
 * What the page may load: itself, nothing else. `wasm-unsafe-eval` allows WebAssembly and no eval of JavaScript;
 * pictures that a person chooses are blobs. One list, so that the header and the meta element agree.
 */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'self'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob: data:",
  "connect-src 'self'",
  "font-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");
