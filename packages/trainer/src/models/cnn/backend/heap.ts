import type { DataType, KernelBackend, TensorInfo } from "@tensorflow/tfjs";

/** What is used of tfjs's wasm backend: its tensors lie in one WebAssembly memory. */
interface WasmBackend extends KernelBackend {
  /** A view of a tensor's values; it is void as soon as that memory grows. */
  typedArrayFromHeap(tensor: TensorInfo): Float32Array;
  makeOutput(shape: number[], dtype: DataType): TensorInfo;
}

/** A new tensor's place, and what fills it: the view is taken last, when nothing is allocated any more. */
export function makeOutput(backend: unknown, shape: number[]): TensorInfo {
  return (backend as WasmBackend).makeOutput(shape, "float32");
}

/** Views of tensors in tfjs's memory, all taken at once. */
export function viewsOf(backend: unknown, ...tensors: TensorInfo[]): Float32Array[] {
  return tensors.map((tensor) => (backend as WasmBackend).typedArrayFromHeap(tensor));
}
