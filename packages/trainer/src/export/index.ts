export { toJson } from "./json.ts";
export { toOnnx } from "./onnx.ts";
