import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";

/** SHA-256 of all bytes, one array after the other, as 64 lower-case hexadecimal digits. */
export function sha256Hex(...arrays: Uint8Array[]): string {
  const hash = sha256.create();
  for (const bytes of arrays) hash.update(bytes);
  return bytesToHex(hash.digest());
}
