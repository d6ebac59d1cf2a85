import type { PipelineConfig, Profile } from "@siffra/shared";
import { createRoot, createSignal } from "solid-js";
import type { DataChoice } from "../../workers/train/protocol.ts";
import { PROFILES } from "./profiles.ts";

/** What is chosen on the Train page. A profile of one's own stands after those that come with the app. */
function createChoices() {
  const [profiles, setProfiles] = createSignal(PROFILES);
  const [profile, setProfile] = createSignal(PROFILES[0] as Profile);
  const [model, setModel] = createSignal("random-forest");
  const [kind, setKind] = createSignal<DataChoice["kind"]>("synthetic");
  const [files, setFiles] = createSignal<readonly File[]>([]);

  return {
    profiles,
    profile,
    setProfile,
    setModel,
    kind,
    setKind,
    files,
    setFiles,
    /** The pipeline that is trained: a profile without the model that was chosen has its first one trained. */
    config: (): PipelineConfig | undefined =>
      profile().pipelines.find(({ name }) => name === model()) ?? profile().pipelines[0],
    addProfile(own: Profile): void {
      setProfiles([...PROFILES, own]);
      setProfile(own);
    },
  };
}

let made: ReturnType<typeof createChoices> | undefined;

/** The choices of this tab: they are as they were left after a training, and after a look at other pages. */
export function theChoices(): ReturnType<typeof createChoices> {
  made ??= createRoot(createChoices);
  return made;
}
