import { Button } from "../../ui/controls/Button.tsx";

/** A button that lets files be chosen, in the words and the language of the page, and says what was. */
export function FilePick(props: {
  label: string;
  accept?: string;
  multiple?: boolean;
  chosen: string;
  onFiles: (files: readonly File[]) => void;
}) {
  let input!: HTMLInputElement;
  return (
    <div class="file-pick">
      <Button onClick={() => input.click()}>{props.label}</Button>
      <input
        ref={input}
        type="file"
        hidden
        aria-label={props.label}
        accept={props.accept}
        multiple={props.multiple ?? false}
        onChange={() => props.onFiles([...(input.files ?? [])])}
      />
      <span class="caption" role="status">
        {props.chosen}
      </span>
    </div>
  );
}
