import { registerErrorTransfer } from "@siffra/shared";
import { expose } from "comlink";
import { answeringEndpoint } from "./answerChannel.ts";
import { makeReaderApi } from "./readerApi.ts";

registerErrorTransfer();
// The page has made the name up.
expose(makeReaderApi(), answeringEndpoint(self, new BroadcastChannel(self.name)));
