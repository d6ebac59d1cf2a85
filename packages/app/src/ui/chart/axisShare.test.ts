import { describe, expect, it } from "vitest";
import { axisShare } from "./axisShare.ts";

describe("axisShare", () => {
  it("gives whole per cents no decimal, in spite of how halves of bytes add up", () => {
    expect(axisShare("en", 0.95)).toBe("95\u00a0%");
    expect(axisShare("en", 0.1 + 0.2)).toBe("30\u00a0%");
  });

  it("gives others one decimal", () => {
    expect(axisShare("en", 0.9937)).toBe("99.4\u00a0%");
    expect(axisShare("sv", 0.495)).toBe("49,5\u00a0%");
  });
});
