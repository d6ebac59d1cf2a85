import { registerErrorTransfer } from "@siffra/shared";
import { expose } from "comlink";
import { makeReaderApi } from "./readerApi.ts";

registerErrorTransfer();
expose(makeReaderApi());
