import { lazy } from "solid-js";
import { t } from "../../i18n/index.ts";
import { Disclosure } from "../../ui/controls/Disclosure.tsx";
import type { Hand } from "../hand/createHand.ts";
import type { ReadingState } from "./state/createReading.ts";

const AllModels = lazy(() => import("../explain/AllModels.tsx"));
const OcclusionView = lazy(() => import("../explain/OcclusionView.tsx"));
const NearestView = lazy(() => import("../explain/NearestView.tsx"));
const HandView = lazy(() => import("../hand/HandView.tsx"));

/** What is there for those who want to know more; nothing of it is fetched before it is opened. */
export function More(props: { state: ReadingState; hand: Hand }) {
  return (
    <div class="more">
      <Disclosure title={t().more.models}>{() => <AllModels state={props.state} />}</Disclosure>
      <Disclosure title={t().more.occlusion}>{() => <OcclusionView state={props.state} />}</Disclosure>
      <Disclosure title={t().more.nearest}>{() => <NearestView state={props.state} />}</Disclosure>
      <Disclosure title={t().more.hand}>
        {() => <HandView hand={props.hand} onChange={props.state.readAgain} />}
      </Disclosure>
    </div>
  );
}
