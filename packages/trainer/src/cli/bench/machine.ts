import { availableParallelism, cpus, release, totalmem, type } from "node:os";
import { VERSION } from "@siffra/shared";

/** Where figures come from: they mean little without it. */
export interface Machine {
  cpu: string;
  cores: number;
  memoryGb: number;
  os: string;
  node: string;
  v8: string;
  siffra: string;
}

export function describeMachine(): Machine {
  return {
    cpu: cpus()[0]?.model.trim() ?? "unknown",
    cores: availableParallelism(),
    memoryGb: Math.round(totalmem() / 1e8) / 10,
    // Further digits name one provider's build.
    os: `${type()} ${release().split(".").slice(0, 2).join(".")}`,
    node: process.version,
    v8: process.versions.v8,
    siffra: VERSION,
  };
}
