import type { Reading } from "@siffra/shared";
import { describe, expect, it } from "vitest";
import { en } from "../../i18n/en.ts";
import type { Model } from "../read/state/createModel.ts";
import { say } from "./say.ts";

const SPEECH = { language: "en", dictionary: en } as const;
const READY = { status: "ready" } as Model;
const DRAWING = { kind: "drawing" } as const;

function digit(label: number, share: number): Reading["digits"][number] {
  const probabilities = Array.from({ length: 10 }, (_, i) => (i === label ? share : 0));
  return { label, probabilities, set: [label], box: [0, 0, 1, 1], pixels: new Uint8Array(784) };
}

function outcome(parts: Partial<Reading>) {
  const empty: Reading = { digits: [], guesses: [], refused: null, model: "m", preprocessVersion: 1, stages: [] };
  return { kind: "reading", reading: { ...empty, ...parts } } as const;
}

describe("say", () => {
  it("says how sure a number is as a whole", () => {
    const said = say(SPEECH, READY, outcome({ digits: [digit(4, 0.9), digit(7, 0.9)] }), DRAWING);
    expect(said).toEqual({ what: "The number 47.", next: "Certainty of the whole number: 81\u00a0%." });
  });

  it("says why the model refused, with what came closest", () => {
    const refused = { code: "not-a-digit", message: "" };
    const said = say(SPEECH, READY, outcome({ guesses: [digit(7, 0.41)], refused }), DRAWING);
    expect(said.what).toBe("This does not look like a digit.");
    expect(said.next).toBe("The closest is a seven, at only 41\u00a0%. Write a digit from 0 to 9.");
  });

  it("names no digit where none stands out", () => {
    const refused = { code: "not-a-digit", message: "" };
    const said = say(SPEECH, READY, outcome({ guesses: [digit(1, 0.11)], refused }), DRAWING);
    expect(said.next).toBe("No digit comes closer than the others. Write a digit from 0 to 9.");
  });

  it("welcomes whoever has written nothing yet, and says of a picture that it has no ink", () => {
    const blank = outcome({ refused: { code: "no-ink", message: "" } });
    expect(say(SPEECH, READY, blank, DRAWING).what).toBe("Ready to read.");
    expect(say(SPEECH, READY, blank, { kind: "grid" }).next).toContain("arrow keys");
    const picture = { kind: "picture", bitmap: undefined, request: { kind: "file", bytes: new Uint8Array() } } as const;
    expect(say(SPEECH, READY, blank, picture).what).toBe("No ink found.");
  });

  it("says that the network is slow while nothing has come", () => {
    const slow: Model = { status: "loading", isSlow: true };
    expect(say(SPEECH, slow, undefined, DRAWING).next).toContain("The connection is slow.");
    expect(say(SPEECH, { status: "loading", isSlow: false }, undefined, DRAWING).next).toBeUndefined();
  });

  it("tells how to hold the camera until something steady is seen", () => {
    const camera = { kind: "camera" } as const;
    expect(say(SPEECH, READY, undefined, camera).what).toBe("Let one number fill the frame.");
    expect(say(SPEECH, READY, outcome({ digits: [digit(5, 1)] }), camera).what).toBe("It is a five.");
  });
});
