import type { BundleManifest } from "@siffra/shared";
import { Tensors } from "./tensors.ts";

/**
 * A bundle as one JSON text: the manifest, and every tensor as nested lists under the name that model.safetensors has it
 * by. What scikit-learn has too has its name and layout: `coef`, `intercept`, `support_vectors`, `dual_coef`, `components`.
 */
export function toJson(manifest: BundleManifest, bytes: Uint8Array): string {
  const file = new Tensors(bytes);
  const tensors = file.names().map((name) => {
    const { shape, values } = file.get(name);
    return `${JSON.stringify(name)}:${nest(shape, values, 0, values.length)}`;
  });
  return `{"formatVersion":1,"manifest":${JSON.stringify(manifest)},"tensors":{${tensors.join(",")}}}\n`;
}

/** The values from `start` to before `end` as nested lists of this shape. */
function nest(shape: readonly number[], values: ArrayLike<number>, start: number, end: number): string {
  const [length = 0, ...inner] = shape;
  if (inner.length === 0) return JSON.stringify(Array.prototype.slice.call(values, start, end));
  const size = length === 0 ? 0 : (end - start) / length;
  const rows = Array.from({ length }, (_, i) => nest(inner, values, start + i * size, start + (i + 1) * size));
  return `[${rows.join(",")}]`;
}
