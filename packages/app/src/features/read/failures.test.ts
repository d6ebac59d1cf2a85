import { describe, expect, it } from "vitest";
import { en } from "../../i18n/en.ts";
import { toErrorCode, toRefusalCode } from "./failures.ts";

describe("toErrorCode", () => {
  it("keeps codes that have a sentence", () => {
    expect(toErrorCode("camera-denied", en.errors)).toBe("camera-denied");
    expect(toErrorCode("bundle-preprocess-version", en.errors)).toBe("bundle-preprocess-version");
  });

  it("gives relatives one sentence", () => {
    expect(toErrorCode("bundle-hash", en.errors)).toBe("model-broken");
    expect(toErrorCode("bundle-json", en.errors)).toBe("model-broken");
    expect(toErrorCode("image-damaged", en.errors)).toBe("file-unreadable");
    expect(toErrorCode("image-too-many-pixels", en.errors)).toBe("file-too-large");
  });

  it("has a sentence for what nobody foresaw", () => {
    expect(toErrorCode("toString", en.errors)).toBe("unexpected");
  });
});

describe("toRefusalCode", () => {
  it("has a sentence for refusals of a later core", () => {
    expect(toRefusalCode("no-ink", en.refusals)).toBe("no-ink");
    expect(toRefusalCode("is-a-cat", en.refusals)).toBe("other");
  });
});
