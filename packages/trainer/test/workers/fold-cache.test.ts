import { expect, it, vi } from "vitest";
import type { FoldFeatures } from "../../src/pipeline/index.ts";
import { FoldCache } from "../../src/workers/worker/fold-cache.ts";

const features = () => ({ free: vi.fn() }) as unknown as FoldFeatures;
const scale = [{ kind: "scale" as const }];
const pca = (components: number) => [{ kind: "pca" as const, n_components: components }];

it("keeps each fold's features as long as the transforms stay the same, and frees them after", () => {
  const cache = new FoldCache();
  const make = vi.fn(features);
  const first = cache.get(scale, "0/0", make);
  expect(cache.get(scale, "0/0", make)).toBe(first);
  const second = cache.get(scale, "0/1", make);
  expect(second).not.toBe(first);
  expect(make).toHaveBeenCalledTimes(2);
  expect(first.free).not.toHaveBeenCalled();

  const other = cache.get(pca(5), "0/0", make);
  expect([first.free, second.free].map((free) => vi.mocked(free).mock.calls.length)).toEqual([1, 1]);
  expect(cache.get(pca(6), "0/0", make)).not.toBe(other);
  expect(other.free).toHaveBeenCalledTimes(1);
  expect(cache.get(scale, "0/0", make)).not.toBe(first);
});
