// A process that does one job and ends.
import { asSiffraError } from "@siffra/shared";
import { runTfjs } from "../peer/tfjs.ts";
import { runFeatures, runTransform } from "./features.ts";
import { runFit, runPredict } from "./models.ts";
import type { Job, Message, Result } from "./protocol.ts";

function run(job: Job): Promise<Result<Job["kind"]>> | Result<Job["kind"]> {
  switch (job.kind) {
    case "fit":
      return runFit(job);
    case "predict":
      return runPredict(job);
    case "features":
      return runFeatures(job);
    case "transform":
      return runTransform(job);
    case "tfjs":
      return runTfjs(job);
  }
}

async function answer(job: Job): Promise<Message> {
  try {
    return { result: await run(job) };
  } catch (thrown) {
    const { code, message } = asSiffraError(thrown);
    return { error: { code, message } };
  }
}

// Nobody is left to tell, or the parent has what it wanted.
process.once("disconnect", () => process.exit());
process.once("message", async (job) => process.send?.(await answer(job as Job)));
