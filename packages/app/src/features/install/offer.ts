import { createRoot, createSignal } from "solid-js";

/** What a browser offers where the app can be installed and is not yet; TypeScript's own types do not know it. */
interface InstallOffer extends Event {
  /** Asks the person; to be called once, and in answer to a press. */
  prompt(): Promise<{ outcome: "accepted" | "dismissed" }>;
}

const [offer, setOffer] = createRoot(() => createSignal<InstallOffer>());
const [isDone, setIsDone] = createRoot(() => createSignal(false));

/** Whether the browser would install the app now. */
export const canInstall = (): boolean => offer() !== undefined;

/** Whether the browser has installed it while this page was open. */
export const isInstalled = isDone;

/** Keeps the browser's offer until somebody asks for it. It comes whenever the browser likes, so this listens from the start. */
export function keepInstallOffer(): void {
  addEventListener("beforeinstallprompt", (event) => {
    // The page has a button for it: the browser need not put a bar over the paper.
    event.preventDefault();
    setOffer(event as InstallOffer);
  });
  addEventListener("appinstalled", () => {
    setOffer(undefined);
    setIsDone(true);
  });
}

/** Has the browser ask the person. A browser that is told no may offer again, and then with another event. */
export async function install(): Promise<void> {
  const made = offer();
  await made?.prompt();
  setOffer((now) => (now === made ? undefined : now));
}
