import { t } from "../../i18n/index.ts";
import { Button } from "../../ui/controls/Button.tsx";
import { PictureIcon } from "../../ui/controls/icons.tsx";
import { ACCEPTED_TYPES } from "./files.ts";

/** Opens the file picker. */
export function PictureButton(props: { onFiles: (files: readonly File[]) => void }) {
  let input!: HTMLInputElement;

  function take(): void {
    props.onFiles([...(input.files ?? [])]);
    // The same file may be chosen again.
    input.value = "";
  }

  return (
    <>
      <Button class="word-optional" icon={<PictureIcon />} onClick={() => input.click()}>
        {t().tools.picture}
      </Button>
      <input ref={input} type="file" accept={ACCEPTED_TYPES} multiple hidden onChange={take} />
    </>
  );
}
