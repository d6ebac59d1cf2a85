import { registerErrorTransfer } from "@siffra/shared";
import { expose } from "comlink";
import { makeTrainApi } from "./trainApi.ts";

registerErrorTransfer();
expose(makeTrainApi());
