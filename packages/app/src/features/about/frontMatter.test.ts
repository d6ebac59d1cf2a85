import { describe, expect, it } from "vitest";
import { withoutFrontMatter } from "./frontMatter.ts";

describe("withoutFrontMatter", () => {
  it("leaves the text alone and takes away what stands before it", () => {
    expect(withoutFrontMatter("---\nlicense: mit\n---\n\n# Title\n\n---\n\nText")).toBe("# Title\n\n---\n\nText");
    expect(withoutFrontMatter("# Title")).toBe("# Title");
  });
});
