import { IMAGE_SIZE, type Mistakes } from "@siffra/shared";
import { describe, expect, it } from "vitest";
import { decodeThumbnails } from "../../run/thumbnails.ts";
import { misreadImages } from "./misreadImages.ts";

const pixels = btoa("\u0001".repeat(IMAGE_SIZE) + "\u0002".repeat(IMAGE_SIZE));
const MISTAKES: Mistakes = {
  formatVersion: 1,
  models: [
    {
      model: "svm",
      misread: 9,
      cells: [
        {
          truth: 4,
          answer: 9,
          count: 9,
          images: [
            { image: 70, confidence: 0.8 },
            { image: 99, confidence: 0.7 },
          ],
        },
      ],
    },
  ],
  thumbnails: { images: [12, 70], pixels },
};

const THUMBNAILS = decodeThumbnails(MISTAKES.thumbnails);

describe("misreadImages", () => {
  it("finds the images of a field by their place in the test file, and leaves out what is not there", () => {
    const { images, count } = misreadImages(MISTAKES, THUMBNAILS, "svm", 4, 9);
    expect(count).toBe(9);
    expect(images).toEqual([{ pixels: new Uint8Array(IMAGE_SIZE).fill(2), confidence: 0.8 }]);
  });

  it("gives nothing for a field or a model without errors", () => {
    expect(misreadImages(MISTAKES, THUMBNAILS, "svm", 9, 4)).toEqual({ images: [], count: 0 });
    expect(misreadImages(MISTAKES, THUMBNAILS, "cnn", 4, 9)).toEqual({ images: [], count: 0 });
  });
});
