import { createEffect, Match, on, Switch } from "solid-js";
import { t as common, translate } from "../../i18n/index.ts";
import { PageHeading } from "../../ui/frame/PageHeading.tsx";
import "../about/about.css";
import "./train.css";
import { Choices } from "./Choices.tsx";
import { theTraining } from "./createTraining.ts";
import { Failure } from "./Failure.tsx";
import { Progress } from "./Progress.tsx";
import { Result } from "./Result.tsx";
import { TEXTS } from "./texts.ts";

const t = translate(TEXTS);

/** Trains a model in workers, compares it with the shipped one, and lets it read. */
export default function TrainPage() {
  const training = theTraining();
  let region!: HTMLDivElement;
  const as = <K extends string>(kind: K) => {
    const now = training.state();
    return now.kind === kind ? (now as Extract<typeof now, { kind: K }>) : undefined;
  };

  /** What was pressed is gone with its section: the focus goes to the one that came. */
  createEffect(
    on(
      () => training.state().kind,
      () => region.focus({ preventScroll: true }),
      { defer: true },
    ),
  );

  return (
    <main class="about train">
      <PageHeading title={common().pages.train.title}>{common().pages.train.title}</PageHeading>
      <p class="lead">{t().lead}</p>
      <div ref={region} tabindex="-1" class="train-region">
        <Switch fallback={<Choices onStart={(request) => void training.start(request)} />}>
          <Match when={as("running")}>
            {(running) => <Progress running={running()} onPause={training.setPaused} onCancel={training.cancel} />}
          </Match>
          <Match when={as("done")}>{(done) => <Result {...done()} onAgain={training.cancel} />}</Match>
          <Match when={as("failed")}>
            {(failed) => (
              <>
                <Failure code={failed().code} />
                <Choices onStart={(request) => void training.start(request)} />
              </>
            )}
          </Match>
        </Switch>
      </div>
    </main>
  );
}
