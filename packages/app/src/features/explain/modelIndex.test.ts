import { describe, expect, it } from "vitest";
import { parseModelIndex } from "./modelIndex.ts";

describe("parseModelIndex", () => {
  it("gives the names of the folders", () => {
    expect(parseModelIndex('{"formatVersion":1,"models":["default","forest-2"]}')).toEqual(["default", "forest-2"]);
  });

  it.each(["", "{}", '{"formatVersion":1,"models":["../elsewhere"]}', '{"formatVersion":1,"models":[]}'])(
    "refuses %s",
    (text) => {
      expect(() => parseModelIndex(text)).toThrow(expect.objectContaining({ code: "index-broken" }));
    },
  );
});
