import { registerErrorTransfer } from "@siffra/shared";
import { expose } from "comlink";
import { makeLabApi } from "./labApi.ts";

registerErrorTransfer();
expose(makeLabApi());
