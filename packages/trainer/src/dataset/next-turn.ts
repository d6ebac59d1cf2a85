/** Lets whatever waits come through, a cancellation above all, and goes on at once: timers would wait longer in a browser. */
export function nextTurn(): Promise<void> {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    const goOn = () => {
      port1.close();
      resolve();
    };
    port1.addEventListener("message", goOn, { once: true });
    port1.start();
    port2.postMessage(null);
  });
}
