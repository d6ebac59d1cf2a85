import type { BrowserContext } from "@playwright/test";
import type { Grey } from "./raster.ts";

export interface PictureFile {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

/** Encodes a picture as the browser does, on a page of its own. `type` is "png", "jpeg" or "webp". */
export async function encodePicture(context: BrowserContext, grey: Grey, type: string): Promise<PictureFile> {
  const page = await context.newPage();
  const { width, height } = grey;
  const input = { width, height, type, base64: Buffer.from(grey.pixels).toString("base64") };
  const base64 = await page.evaluate(async ({ width, height, type, base64 }) => {
    const image = new ImageData(width, height);
    for (const [i, character] of Array.from(atob(base64)).entries()) {
      const value = character.charCodeAt(0);
      image.data.set([value, value, value, 255], 4 * i);
    }
    const canvas = new OffscreenCanvas(width, height);
    canvas.getContext("2d")?.putImageData(image, 0, 0);
    const blob = await canvas.convertToBlob({ type: `image/${type}`, quality: 0.85 });
    const bytes = new Uint8Array(await blob.arrayBuffer());
    return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
  }, input);
  await page.close();
  return { name: `digit.${type}`, mimeType: `image/${type}`, buffer: Buffer.from(base64, "base64") };
}
