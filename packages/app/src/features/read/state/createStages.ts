import type { StageImage } from "@siffra/shared";
import { createSignal } from "solid-js";

/** Long enough for the next stroke to begin. Milliseconds. */
const REST = 200;

/** The stages' pictures of what lies on the paper. Those of a drawing are made when the hand rests. */
export function createStages() {
  const [stages, setStages] = createSignal<readonly StageImage[]>([]);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let newest = 0;

  function show(found: readonly StageImage[]): void {
    newest += 1;
    clearTimeout(timer);
    setStages(found);
  }

  return {
    stages,
    show,
    /** Has them made once nothing newer has come for a while; until then those of before stay. */
    showLater(make: () => Promise<readonly StageImage[]>): void {
      newest += 1;
      const turn = newest;
      clearTimeout(timer);
      timer = setTimeout(() => {
        // The answer stands without its pictures; what made them fail is said with the next answer.
        make().then(
          (found) => turn === newest && setStages(found),
          () => {},
        );
      }, REST);
    },
  };
}
