import { asSiffraError, type Profile } from "@siffra/shared";
import { modelTitle } from "@siffra/trainer/models";
import { createSignal, For, Show } from "solid-js";
import { language, translate } from "../../i18n/index.ts";
import { formatCount } from "../../i18n/language.ts";
import { Button } from "../../ui/controls/Button.tsx";
import type { DataChoice, TrainRequest } from "../../workers/train/protocol.ts";
import { defaultModelUrl } from "../read/state/model.ts";
import { theChoices } from "./createChoices.ts";
import { Failure } from "./Failure.tsx";
import { FilePick } from "./FilePick.tsx";
import { MnistLinks } from "./MnistLinks.tsx";
import { readProfileFile } from "./profiles.ts";
import { TEXTS } from "./texts.ts";

const t = translate(TEXTS);

/** What to train, and on what. */
export function Choices(props: { onStart: (request: TrainRequest) => void }) {
  const { profiles, profile, setProfile, addProfile, config, setModel, kind, setKind, files, setFiles } = theChoices();
  const [problem, setProblem] = createSignal<string>();

  async function openProfile(file: File | undefined): Promise<void> {
    if (!file) return;
    try {
      addProfile(await readProfileFile(file));
      setProblem(undefined);
    } catch (error) {
      setProblem(asSiffraError(error).code);
    }
  }

  function start(): void {
    const chosen = config();
    if (kind() === "mnist" && files().length === 0) return void setProblem("data-missing-file");
    const data: DataChoice = kind() === "mnist" ? { kind: "mnist", files: files() } : { kind: "synthetic" };
    if (chosen) props.onStart({ profile: profile(), config: chosen, data, shippedUrl: defaultModelUrl() });
  }

  const count = (images: number | null) => (images === null ? t().all : formatCount(language(), images));

  return (
    <section aria-labelledby="choose-title" class="prose train-choices">
      <h2 id="choose-title">{t().choose}</h2>
      <label class="field">
        <span>{t().profile}</span>
        <select onChange={({ currentTarget }) => setProfile(profiles()[currentTarget.selectedIndex] as Profile)}>
          <For each={profiles()}>{(each) => <option selected={each === profile()}>{each.name}</option>}</For>
        </select>
      </label>
      <p class="caption">{t().images(count(profile().dataset.train), count(profile().dataset.test))}</p>
      <FilePick
        label={t().ownProfile}
        accept=".json,application/json"
        chosen=""
        onFiles={([file]) => void openProfile(file)}
      />
      <label class="field">
        <span>{t().model}</span>
        <select onChange={({ currentTarget }) => setModel(currentTarget.value)}>
          <For each={profile().pipelines}>
            {(each) => (
              <option value={each.name} selected={each === config()}>
                {modelTitle(each)[language()]}
              </option>
            )}
          </For>
        </select>
      </label>
      <fieldset class="train-data">
        <legend>{t().data}</legend>
        <For each={["synthetic", "mnist"] as const}>
          {(each) => (
            <label class="choice">
              <input type="radio" name="data" checked={kind() === each} onChange={() => setKind(each)} />
              <span>{t()[each]}</span>
            </label>
          )}
        </For>
        <Show when={kind() === "mnist"}>
          <p class="caption">{t().mnistHelp}</p>
          <MnistLinks />
          <FilePick
            label={t().mnistFiles}
            multiple
            chosen={files()
              .map(({ name }) => name)
              .join(", ")}
            onFiles={setFiles}
          />
        </Show>
      </fieldset>
      <Show when={problem()}>{(code) => <Failure code={code()} />}</Show>
      <div class="train-actions">
        <Button class="primary" onClick={start}>
          {t().start}
        </Button>
      </div>
    </section>
  );
}
