/** What the pen needs to know of a PointerEvent. */
export interface PenEvent {
  pointerId: number;
  pointerType: string;
  button: number;
  clientX: number;
  clientY: number;
  pressure: number;
  /** Of the touching surface, in CSS pixels. */
  width: number;
  height: number;
  /** Milliseconds. */
  timeStamp: number;
  getCoalescedEvents?(): readonly PenEvent[];
  getPredictedEvents?(): readonly PenEvent[];
}
